/** The citizen's no: kept with the words that were shown, and for nobody else to know. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { composeConsentText } from './compose-consent-text.ts';
import { listRecipients } from './consent.queries.ts';
import { listRefusals } from './refusal.queries.ts';
import { refuseConsent, type Refusing } from './refuse-consent.ts';
import { BY_THEMSELVES } from '../giver.rules.ts';
import { NO_INTERPRETER } from '../interpreter.rules.ts';

const database = await testDatabase();

/** What was asked for at the shelter and refused, with the words the citizen was shown. */
async function refusing(
	world: World,
	{ tovholder, pathway, shelter }: { tovholder: Someone; pathway: string; shelter: string }
): Promise<Refusing> {
	const terms = {
		id: randomUUID(),
		purpose: 'At få styr på helbredet',
		categories: ['health'] as Refusing['categories'],
		organisations: [shelter],
		fromWhom: '',
		language: 'da' as const,
		validUntil: '2027-05-04' as const
	};
	const asked = (await world.as(tovholder).see(listRecipients(pathway))).filter(
		({ id }) => id === shelter
	);
	return {
		...terms,
		...NO_INTERPRETER,
		...BY_THEMSELVES,
		refusedBy: 'citizen',
		refusedByName: 'Amina Andersen',
		refusedOn: TODAY,
		note: 'Lægen er min egen sag',
		textShown: composeConsentText({ ...terms, recipients: asked.map(({ name }) => name) }, 'da')
	};
}
const refuse = (world: World, by: Someone, pathway: string, wish: Refusing) =>
	world.as(by).act((acting) => refuseConsent(acting, pathway, wish));

test('L-3 a no is kept with the exact words, once, and the citizen and the tovholder alone read it', async () => {
	const world = await newWorld(database);
	const people = await world.coordinatedPathway();
	const { pathway, tovholder, citizen, helper } = people;
	const wish = await refusing(world, people);
	expect(await refuse(world, tovholder, pathway, wish)).toMatchObject({ ok: true });
	expect(await refuse(world, tovholder, pathway, wish)).toMatchObject({ ok: true });
	for (const who of [tovholder, citizen])
		expect(await world.as(who).see(listRefusals(pathway))).toMatchObject([
			{ note: wish.note, textShown: wish.textShown, categories: ['health'] }
		]);
	const stranger = await world.worker('Sara Fremmed', people.shelter);
	for (const who of [helper, stranger])
		expect(await world.as(who).see(listRefusals(pathway))).toEqual([]);
});

test('a no is the tovholder’s to register, with the words that were shown, and on the pathway it was asked on', async () => {
	const world = await newWorld(database);
	const people = await world.coordinatedPathway();
	const { pathway, tovholder, helper } = people;
	const wish = await refusing(world, people);
	expect(await refuse(world, helper, pathway, wish)).toMatchObject({ reason: 'no-such-pathway' });
	expect(
		await refuse(world, tovholder, pathway, { ...wish, textShown: 'Noget andet' })
	).toMatchObject({ reason: 'other-words-shown' });
	expect(
		await refuse(world, tovholder, pathway, { ...wish, organisations: [randomUUID()] })
	).toMatchObject({ reason: 'not-involved' });
	expect(await world.as(tovholder).see(listRefusals(pathway))).toEqual([]);
});

test('a no is written once: PostgreSQL lets nobody change or remove it', async () => {
	for (const statement of [
		`update samspil.consent_refusal set note = ''`,
		'delete from samspil.consent_refusal'
	])
		await expect(database.pools.app.query(statement)).rejects.toThrow(/permission denied/);
});
