/** What is taken of a service that somebody else has written. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { offerOf, type ComparedOffer } from './said-offer.ts';
import { file, planOf, read, TODAY } from './server/test-reading.ts';

describe('a service of somebody else’s', () => {
	const id = 'aaaaaaaa-0000-4000-8000-000000000000';
	const kept = {
		id,
		name: 'Cafeen',
		provider: 'Klubben',
		group: 'private-voluntary',
		targetGroup: 'Unge',
		content: 'Kaffe',
		admission: '',
		nextStep: 'Kom forbi',
		contact: 'Ida',
		phone: '112',
		email: 'post@solby.example',
		website: 'https://solby.example',
		address: 'Gaden 1',
		postalCode: '4000',
		town: 'Solby',
		area: 'Nord',
		openingHours: 'Hver dag',
		price: '20 kr.',
		languages: ['dansk'],
		themes: ['housing'],
		isPreventive: true,
		placesTotal: 10,
		placesFree: 4,
		validUntil: null,
		keeperEmail: '',
		confirmedOn: TODAY
	} as unknown as ComparedOffer;
	const plan = async (service: object, directory = [kept]) =>
		(await planOf(await read(file(JSON.stringify([service]))), directory))[0]!;

	test('leaves what it says nothing of as it stands, what is needed too', async () => {
		expect(await plan({ id, name: 'Cafeen' })).toMatchObject({ state: 'same', problems: [] });
		const nulls = { description: null, eligibility_description: null, phones: null, url: null };
		expect(await plan({ id, name: 'Cafeen', ...nulls })).toMatchObject({ state: 'same' });
		expect(await plan({ id, name: 'Cafeen', description: 'Te', contacts: [] })).toMatchObject({
			state: 'changed',
			changes: [{ field: 'content', from: 'Kaffe', to: 'Te' }]
		});
	});

	test('takes away what it says that there is none of', async () => {
		const none = { id, name: 'Cafeen', phones: [], fees_description: '', schedules: [] };
		expect((await plan(none)).changes.map(({ field, to }) => [field, to])).toEqual([
			['phone', ''],
			['openingHours', ''],
			['price', '']
		]);
	});

	test('waits where it is new and lacks what is needed; whom to ask is what it is reached by', async () => {
		expect(await plan({ id: 'x', name: 'Suppen' }, [])).toMatchObject({
			state: 'problem',
			problems: [
				{ field: 'targetGroup', reason: 'missing' },
				{ field: 'content', reason: 'missing' },
				{ field: 'contact', reason: 'missing' }
			]
		});
		const whole = {
			id: 'x',
			name: 'Suppen',
			description: 'Suppe',
			eligibility_description: 'Alle'
		};
		expect(await plan({ ...whole, phones: [{ number: '113' }] }, [])).toMatchObject({
			state: 'new',
			said: { contact: '113' }
		});
	});

	test('in tables: a table that is not there says nothing', async () => {
		const services = `id,organization_id,name\n${id},o,Cafeen\n`;
		const tables = (more: Record<string, string>) =>
			read(
				file(
					zipSync(
						Object.fromEntries(
							Object.entries({ 'services.csv': services, ...more }).map(([name, text]) => [
								name,
								strToU8(text)
							])
						)
					)
				)
			);
		const none = { 'organizations.csv': 'id,name\no,Klubben\n' };
		expect((await planOf(await tables(none), [kept]))[0]).toMatchObject({
			state: 'same',
			problems: []
		});
		const phones = { ...none, 'phones.csv': 'id,service_id,number\np,andet,1\n' };
		expect((await planOf(await tables(phones), [kept]))[0]!.changes).toMatchObject([
			{ field: 'phone', to: '' }
		]);
	});

	test('says nothing of whether one may come as one is, where the file does not', async () => {
		const { said } = await plan(
			{
				id: 'x',
				name: 'Suppen',
				description: 'Suppe',
				eligibility_description: 'Alle',
				application_process: 'Kræver visitation',
				contacts: [{ name: 'Ida' }]
			},
			[]
		);
		expect(offerOf(said, null, { name: 'Klubben', group: 'private-voluntary' })).toMatchObject({
			admission: '?',
			nextStep: 'Kræver visitation'
		});
	});

	test.each(['inactive', 'defunct', 'temporarily closed'])(
		'is not taken in where it is %s, known or not, whatever else is wrong with it',
		async (status) => {
			expect(await plan({ id, name: 'Cafeen', description: 'Te', status })).toMatchObject({
				state: 'closed',
				known: { id }
			});
			expect(await plan({ id: 'x', name: 'Suppen', status }, [])).toMatchObject({
				state: 'closed',
				problems: [],
				known: null
			});
			expect(await plan({ id, name: 'Cafeen', status: 'active' })).toMatchObject({ state: 'same' });
		}
	);
});
