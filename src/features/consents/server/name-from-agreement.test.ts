/** A consent names who is a party to an agreement too, on a real database: it opens nothing until they are on the pathway. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { inForce } from '#features/agreements/server/test-agreement.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { BY_THEMSELVES } from '../giver.rules.ts';
import { NO_INTERPRETER } from '../interpreter.rules.ts';
import { composeConsentText } from './compose-consent-text.ts';
import { insertConsent, listNameable, listRecipients } from './consent.queries.ts';
import { denyOfEntry } from './deny-sharing.ts';
import { giveConsent, type ConsentGiven } from './give-consent.ts';

const database = await testDatabase();
const NOW = new Date('2026-05-04T10:00:00Z');

/** An agreement in force in the collaboration of a pathway on which nobody is yet. */
async function arrange() {
	const { world, id: agreement } = await inForce(database);
	const collaboration = await world.collaboration(world.leader, world.shelter, world.homes);
	const inCollaboration = (which: string | null) =>
		database.owner.query('update samspil.document set collaboration_id = $2 where id = $1', [
			agreement,
			which
		]);
	await inCollaboration(collaboration);
	const tovholder = await world.worker('Tove Tovholder', world.tenant);
	const citizen = await world.citizen('Amina Andersen', tovholder);
	const pathway = await world.pathway(citizen, collaboration, tovholder);
	const named = async (who = tovholder) => world.as(who).see(listNameable(pathway));
	const give = (organisation: string, name: string) => {
		const terms = {
			purpose: 'Et sted at sove',
			categories: ['housing' as const],
			organisations: [organisation],
			fromWhom: '',
			language: 'da' as const,
			validUntil: '2027-05-04' as const
		};
		const consent: ConsentGiven = {
			...terms,
			...NO_INTERPRETER,
			...BY_THEMSELVES,
			id: randomUUID(),
			givenBy: 'citizen',
			givenByName: 'Amina Andersen',
			givenHow: 'paper',
			informedAt: new Date('2026-05-04T09:00:00Z'),
			givenAt: new Date('2026-05-04T09:05:00Z'),
			textShown: composeConsentText({ ...terms, recipients: [name] }, 'da'),
			told: ''
		};
		return world.as(tovholder).act((acting) => giveConsent(acting, pathway, consent, NOW));
	};
	const read = async () =>
		(await world.as(world.helper).see(tables.selectFrom('entry').select('body'))).map(
			({ body }) => body
		);
	return { world, agreement, inCollaboration, tovholder, citizen, pathway, named, give, read };
}

test('R-147 a consent names a party to the agreement in force, who reads by it from when they are on the pathway', async () => {
	const { world, tovholder, citizen, pathway, named, give, read } = await arrange();
	const [party, ...rest] = await named();
	expect(rest).toEqual([]); // neither the municipality nor who is in the collaboration without an agreement
	expect(party).toMatchObject({ id: world.shelter, isInvolved: false });
	expect(await named(citizen)).toEqual([party]);
	for (const other of [world.host, world.helper, world.stranger])
		expect(await named(other)).toEqual([]);
	await world.entry(pathway, 'housing', tovholder, 'Har brug for en seng');
	expect(await give(world.shelter, party!.name)).toMatchObject({ ok: true });
	expect(await give(world.homes, 'Solby Boliger')).toMatchObject({ reason: 'not-involved' });
	expect(await read()).toEqual([]);
	await world.partner(pathway, world.shelter, 'agreed', world.helper);
	expect(await read()).toEqual(['Har brug for en seng']);
	expect(await named()).toMatchObject([{ id: world.shelter, isInvolved: true }]);
});

test('an agreement that has ended, is of another collaboration or of none names nobody; nor is named who said no', async () => {
	const { world, agreement, inCollaboration, named, give } = await arrange();
	const [party] = await named();
	await database.owner.query(
		"update samspil.document_version set ends_on = '2026-05-04' where document_id = $1",
		[agreement]
	);
	expect(await named()).toEqual([]);
	expect(await give(world.shelter, party!.name)).toMatchObject({ reason: 'not-involved' });
	await database.owner.query(
		'update samspil.document_version set ends_on = null where document_id = $1',
		[agreement]
	);
	expect(await named()).toHaveLength(1);
	await inCollaboration(await world.collaboration(world.leader));
	expect(await named()).toEqual([]);
	await inCollaboration(null);
	expect(await named()).toEqual([]);
});

test('an entry is kept beforehand from who is named and not on the pathway yet, by the tovholder and by the citizen', async () => {
	const { world, tovholder, citizen, pathway, named, give, read } = await arrange();
	const [party] = await named();
	const entry = await world.entry(pathway, 'housing', tovholder, 'Skylder husleje');
	const other = await world.entry(pathway, 'housing', tovholder, 'Har brug for en seng');
	const keepers = async (who = tovholder) =>
		(await world.as(who).see(listRecipients(pathway))).map(({ id }) => id);
	const keep = (who: Someone, which: string, organisation: string) =>
		world.as(who).act((acting) =>
			denyOfEntry(acting, pathway, which, {
				id: randomUUID(),
				organisation,
				reason: '',
				saidBy: 'citizen',
				saidByName: 'Amina Andersen',
				saidOn: TODAY
			})
		);
	expect(await keepers()).toEqual([]);
	expect(await keep(tovholder, entry, world.shelter)).toMatchObject({ reason: 'not-a-recipient' });
	const given = await give(world.shelter, party!.name);
	expect(given).toMatchObject({ ok: true });
	for (const who of [tovholder, citizen]) expect(await keepers(who)).toEqual([world.shelter]);
	for (const who of [world.host, world.helper, world.stranger])
		expect(await keepers(who)).toEqual([]);
	expect(await keep(citizen, entry, world.shelter)).toMatchObject({ ok: true });
	expect(await keep(tovholder, other, world.shelter)).toMatchObject({ ok: true });
	await world.partner(pathway, world.shelter, 'agreed', world.helper);
	expect(await read()).toEqual([]);
	await database.owner.query(
		"update samspil.partner set state = 'declined' where pathway_id = $1",
		[pathway]
	);
	await database.owner.query(
		"update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where pathway_id = $1",
		[pathway]
	);
	expect(await keepers()).toEqual([]);
});

test('PostgreSQL takes no name that is neither a partner nor a party', async () => {
	const { world, pathway, tovholder, inCollaboration } = await arrange();
	const put = (organisation: string) =>
		world.as(tovholder).act((acting) =>
			acting.run(
				insertConsent({
					...NO_INTERPRETER,
					...BY_THEMSELVES,
					id: randomUUID(),
					pathway,
					purpose: 'Et sted at sove',
					categories: ['housing'],
					organisations: [organisation],
					fromWhom: '',
					givenBy: 'citizen',
					givenByName: 'Amina Andersen',
					givenHow: 'paper',
					language: 'da',
					textShown: 'Må det deles?',
					toldShown: '',
					reader: 'citizen',
					informedAt: NOW,
					givenAt: NOW,
					validFrom: TODAY,
					validUntil: '2026-10-01',
					registeredByName: tovholder.name
				})
			)
		);
	await expect(put(world.homes)).rejects.toThrow(/row-level security/);
	expect(await put(world.shelter)).toBe(1);
	await inCollaboration(null);
	await expect(put(world.shelter)).rejects.toThrow(/row-level security/);
	await inCollaboration(await world.collaboration(world.leader, world.shelter, world.homes));
	await world.partner(pathway, world.shelter, 'declined');
	await expect(put(world.shelter)).rejects.toThrow(/row-level security/);
});
