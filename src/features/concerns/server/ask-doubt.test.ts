/** Whom a volunteer turns to, and a doubt asked and answered, on a real database. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { inForce } from '#features/agreements/server/test-agreement.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { answerDoubt, askDoubt } from './ask-doubt.ts';
import { listVolunteersContacts } from '#server/concern-contacts.queries.ts';
import { findDoubt, listDoubts } from './concern.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const QUESTION = 'En dreng på 9 år er ofte sulten. Er det noget, vi skal henvise?';

/** An agreement in force between the municipality and the shelter; `name` writes a contact for concerns into it. */
async function agreed() {
	const { world, id } = await inForce(database);
	const name = (who: Someone | null, said: { name?: string; reach?: string } = {}) =>
		world.insert('agreement_live', {
			tenant_id: world.tenant,
			document_id: id,
			live_key: `concern/${randomUUID()}`,
			kind: 'contact',
			said: { as: 'concern', person: null, name: '', reach: '', ...said },
			person_id: who?.person ?? null,
			organisation_id: who?.organisation ?? null
		});
	const seen = async (who: Someone, today?: string) =>
		(await world.as(who, today).see(listVolunteersContacts())).map((each) => each.name);
	return { world, agreement: id, name, seen };
}

test('R-216 a volunteer sees whom to turn to, the municipality’s first, and nobody who has left or is retired', async () => {
	const { world, agreement, name, seen } = await agreed();
	const { helper, host, clerk, mayor, leader, landlord, stranger } = world;
	expect(await seen(helper)).toEqual([]);
	await name(host);
	await name(clerk);
	await name(null, { name: 'Døgnvagten', reach: '20 30 40 50' });
	expect(await seen(helper)).toEqual([clerk.name, 'Døgnvagten', host.name]);
	expect(await world.as(helper).see(listVolunteersContacts())).toMatchObject([
		{ person: clerk.person, isWritten: true, mail: expect.stringContaining('@') },
		{ person: null, reach: '20 30 40 50' },
		{ person: host.person }
	]);
	// A voluntary organisation's own employees see it too; nobody else's screen has it.
	expect(await seen(host)).toHaveLength(3);
	for (const other of [leader, clerk, mayor, landlord, stranger])
		expect(await seen(other)).toEqual([]);

	await database.owner.query(
		'update samspil.membership set active_until = $2 where person_id = $1',
		[clerk.person, '2026-05-03']
	);
	expect(await seen(helper)).toEqual(['Døgnvagten', host.name]);
	await database.owner.query(
		`update samspil.agreement_live set retired_at = now() where document_id = $1 and person_id is null`,
		[agreement]
	);
	expect(await seen(helper)).toEqual([host.name]);
	// When the agreement has ended it names nobody.
	const connection = await database.owner.connect();
	await connection.query('set session_replication_role = replica');
	await connection.query(
		`update samspil.document_version set until_on = '2026-05-10' where document_id = $1`,
		[agreement]
	);
	await connection.query('reset session_replication_role');
	connection.release();
	expect(await seen(helper, '2026-05-10')).toEqual([host.name]);
	expect(await seen(helper, '2026-05-11')).toEqual([]);
});

test('R-216 where no agreement names anybody, whoever leads the collaboration is there, and it is told that none is written', async () => {
	const { world, name } = await agreed();
	const { helper, leader, clerk, shelter } = world;
	await world.collaboration(leader, shelter);
	const contacts = () => world.as(helper).see(listVolunteersContacts());
	expect(await contacts()).toMatchObject([{ person: leader.person, isWritten: false }]);
	await name(clerk);
	expect(await contacts()).toMatchObject([{ person: clerk.person, isWritten: true }]);
});

test('R-187 a doubt is asked without a name, answered once, and read by its two people alone', async () => {
	const { world, name } = await agreed();
	const { helper, host, clerk, leader, mayor, stranger } = world;
	await name(clerk);
	const id = randomUUID();
	const contact = { person: clerk.person, organisation: clerk.organisation! };
	const ask = (who: Someone, question = QUESTION, to = contact) =>
		world.as(who).act((acting) => askDoubt(acting, { id, contact: to, question }));
	expect(await ask(helper, 'Han er født 2.3.2012')).toMatchObject({ reason: 'doubt-tells-who' });
	const nobody = { person: mayor.person, organisation: mayor.organisation! };
	expect(await ask(helper, QUESTION, nobody)).toMatchObject({ reason: 'no-such-contact' });
	expect(await ask(stranger)).toMatchObject({ reason: 'no-such-contact' });
	for (let twice = 0; twice < 2; twice++) expect(await ask(helper)).toEqual(DONE);
	expect(await ask(helper, 'Noget andet')).toMatchObject({ reason: 'sent-before' });

	const told = async (kind: string) =>
		(
			await database.owner.query(
				'select person_id as person, path from samspil.notice where tenant_id = $1 and kind = $2',
				[world.tenant, kind]
			)
		).rows;
	expect(await told('doubt-asked')).toEqual([{ person: clerk.person, path: `/concerns/${id}` }]);
	for (const who of [helper, clerk])
		expect(await world.as(who).see(listDoubts())).toMatchObject([
			{ id, question: QUESTION, askedBy: helper.name, to: clerk.name, isToMe: who === clerk }
		]);
	const elsewhere = await (await newWorld(database)).coordinatedPathway();
	const others = [host, leader, mayor, stranger, elsewhere.tovholder, await world.administrator()];
	for (const other of others) expect(await world.as(other).see(findDoubt(id))).toEqual([]);

	const answer = (who: Someone, note = '', how: 'refer' | 'talk' = 'refer') =>
		world.as(who).act((acting) => answerDoubt(acting, id, 1, how, note));
	for (const other of [helper, ...others])
		expect(await answer(other)).toEqual({ ok: false, reason: 'not-there' });
	expect(await answer(clerk, '', 'talk')).toMatchObject({ reason: 'doubt-talk-without-when' });
	for (let twice = 0; twice < 2; twice++) expect(await answer(clerk, 'Henvis')).toEqual(DONE);
	expect(await answer(clerk, 'Vent')).toEqual({ ok: false, reason: 'doubt-answered' });
	expect(await told('doubt-answered')).toEqual([
		{ person: helper.person, path: `/concerns/${id}` }
	]);
	expect(await world.as(helper).see(findDoubt(id))).toMatchObject([
		{ answer: 'refer', note: 'Henvis' }
	]);
});

test('PostgreSQL itself refuses a doubt in somebody else’s name, to somebody else, and an answer by whoever asked', async () => {
	const { world, name } = await agreed();
	const { helper, host, clerk, mayor } = world;
	await name(clerk);
	const raw = (who: Someone, sql: string, parameters: unknown[]) =>
		world.as(who).act((acting) =>
			acting.run({
				compile: () => ({ sql, parameters, query: { kind: 'RawNode' } }) as never
			})
		);
	const insert = (who: Someone, by: Someone, to: Someone) =>
		raw(
			who,
			`insert into samspil.doubt (tenant_id, id, question, asked_by, organisation_id, to_person_id, to_organisation_id)
			values ($1, $2, 'x', $3, $4, $5, $6)`,
			[world.tenant, randomUUID(), by.person, by.organisation, to.person, to.organisation]
		);
	await expect(insert(helper, host, clerk)).rejects.toThrow('row-level security');
	await expect(insert(helper, helper, mayor)).rejects.toThrow('row-level security');
	expect(await insert(helper, helper, clerk)).toBe(1);
	const forge = `update samspil.doubt set answer = 'refer', answered_at = now() where tenant_id = $1`;
	expect(await raw(helper, forge, [world.tenant])).toBe(0);
});
