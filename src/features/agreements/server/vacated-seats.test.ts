/** What an agreement's end does to the groups of the collaboration it belongs to, with the clock moved. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import { vacateSeats } from '#server/jobs/vacate-seats.ts';
import type { Day } from '#values/day.ts';
import { beginAgreement } from './begin-agreement.ts';
import { listNotices } from './agreement.queries.ts';
import { endByBreach, registerNotice, takeBackNotice } from './end-agreement.ts';
import { inForce, template, type AgreementWorld } from './test-agreement.ts';

const database = await testDatabase();
const vacate = (today: Day) => vacateSeats(database.pools.jobs, today);

/** In force, of a collaboration in whose steering group the mayor and the shelter's host have a seat. */
async function withSeats() {
	const found = await inForce(database);
	const { world, id } = found;
	const collaboration = await world.collaboration(world.leader, world.shelter);
	await database.owner.query('update samspil.document set collaboration_id = $2 where id = $1', [
		id,
		collaboration
	]);
	for (const who of [world.mayor, world.host]) await world.seat(collaboration, 'steering', who);
	const until = async ({ person }: Someone) =>
		(
			await database.owner.query(
				'select until from samspil.group_member where collaboration_id = $1 and person_id = $2',
				[collaboration, person]
			)
		).rows[0]?.until as Day | null;
	return { ...found, collaboration, until };
}

const end = (world: AgreementWorld, id: string) =>
	world.as(world.mayor).act((acting) =>
		endByBreach(acting, id, randomUUID(), {
			against: world.shelter,
			what: 'Har ikke åbnet',
			happenedOn: TODAY,
			toldOn: TODAY,
			end: TODAY
		})
	);
const give = (world: AgreementWorld, id: string) =>
	world.as(world.host).act((acting) =>
		registerNotice(acting, id, randomUUID(), {
			by: world.shelter,
			received: TODAY,
			end: null,
			evidence: '',
			reason: ''
		})
	);

test('a seat is held through the last day, and vacant after it; the municipality’s stays, and the project leader is told', async () => {
	const { world, id, collaboration, until } = await withSeats();
	await give(world, id);
	await vacate('2026-11-30');
	expect(await until(world.host)).toBe(null);
	await vacate('2026-12-01');
	expect(await until(world.host)).toBe('2026-11-30');
	expect(await until(world.mayor)).toBe(null);
	await vacate('2026-12-02');
	const { rows } = await database.owner.query(
		`select person_id as person, path from samspil.notice where tenant_id = $1 and kind = 'seats-vacated'`,
		[world.tenant]
	);
	expect(rows).toEqual([{ person: world.leader.person, path: `/collaborations/${collaboration}` }]);
});

test('R-287 ended for breach, the seats end at once', async () => {
	const { world, id, until } = await withSeats();
	await end(world, id);
	await vacate(TODAY);
	expect(await until(world.host)).toBe('2026-05-03');
});

test('a notice that was taken back ends no seat', async () => {
	const { world, id, until } = await withSeats();
	await give(world, id);
	const [notice] = await world.as(world.host).see(listNotices(id));
	for (const who of [world.host, world.mayor])
		await world.as(who).act((acting) => takeBackNotice(acting, id, notice!.id));
	await vacate('2026-12-01');
	expect(await until(world.host)).toBe(null);
});

test('whoever has another agreement of the same collaboration stays', async () => {
	const { world, id, until } = await withSeats();
	const other = randomUUID();
	const client = await database.owner.connect();
	await client.query('begin');
	await client.query('set local session_replication_role = replica');
	await client.query(
		`insert into samspil.document (tenant_id, id, kind, template_key, template_edition, title, collaboration_id, begun_by, begun_by_organisation)
		select tenant_id, $2, kind, template_key, template_edition, title, collaboration_id, begun_by, begun_by_organisation
		from samspil.document where id = $1`,
		[id, other]
	);
	await client.query(
		`insert into samspil.document_version (tenant_id, id, document_id, number, content, hash, submitted_by_name, fate, fate_at, from_on)
		select tenant_id, $3, $2, 1, content, hash, submitted_by_name, 'agreed', fate_at, from_on
		from samspil.document_version where document_id = $1`,
		[id, other, randomUUID()]
	);
	await client.query('commit');
	client.release();
	await end(world, id);
	await vacate(TODAY);
	expect(await until(world.host)).toBe(null);
});

test('a seat that is given after the end is given anew, and stays', async () => {
	const { world, id, collaboration, until } = await withSeats();
	await end(world, id);
	await vacate(TODAY);
	await database.owner.query(
		'update samspil.group_member set since = $3, until = null where collaboration_id = $1 and person_id = $2',
		[collaboration, world.host.person, TODAY]
	);
	await vacate('2026-06-01');
	expect(await until(world.host)).toBe(null);
});

test('nobody begins an agreement in a collaboration they take no part in, nor lets the jobs’ work begin', async () => {
	const { world, collaboration } = await withSeats();
	const begin = (who: Someone) =>
		world.as(who).act((acting) =>
			beginAgreement(acting, 'cooperation-contract', template, {
				id: randomUUID(),
				title: 'Hjem igen',
				language: 'da',
				parties: [who.organisation!],
				collaboration
			})
		);
	expect(await begin(world.host)).toMatchObject({ ok: true });
	await expect(begin(world.landlord)).rejects.toThrow('row-level security');
	await expect(
		database.pools.app.query('select samspil.vacate_seats(current_date)')
	).rejects.toThrow('permission denied');
});
