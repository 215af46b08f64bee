/** A consent names who is a party to an agreement too, on a real database: it opens nothing until they are on the pathway. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { inForce } from '#features/agreements/server/test-agreement.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { tables } from '#server/tables.ts';
import { BY_THEMSELVES } from '../giver.rules.ts';
import { NO_INTERPRETER } from '../interpreter.rules.ts';
import { composeConsentText } from './compose-consent-text.ts';
import { listNameable } from './consent.queries.ts';
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

test('PostgreSQL takes no name that is neither a partner nor a party', async () => {
	const { world, pathway, inCollaboration, named, give } = await arrange();
	const [party] = await named();
	await world.partner(pathway, world.shelter, 'declined');
	expect(await named()).toEqual([]);
	await inCollaboration(null);
	expect(await give(world.shelter, party!.name)).toMatchObject({ reason: 'not-involved' });
});
