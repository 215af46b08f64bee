/** The lead of a collaboration is given on: by the one who has it, and by nobody else while they are there. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { appointDeputy } from '#features/framework/server/appoint-deputy.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { addDays } from '#values/day.ts';
import type { Group } from '../collaboration.rules.ts';
import { beginCollaboration } from './begin-collaboration.ts';
import { giveSeat } from './change-seats.ts';
import { addParty } from './change-parties.ts';
import { findCollaboration } from './collaboration.queries.ts';
import { handOverLead } from './hand-over-lead.ts';
import { listLeaderless, updateLeader } from './lead.queries.ts';
import { listSeats } from './seat.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };

/** A municipality with a collaboration, somebody who could take it over, and a manager of a shelter in its steering group. */
async function begun() {
	const world = await newWorld(database);
	const shelter = await world.organisation('voluntary', 'Kilden');
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const next = await world.worker('Nora Næste', world.tenant);
	const chair = await world.worker('Hans Høj', shelter, 'manager');
	const id = randomUUID();
	await world.as(leader).act(async (acting) => {
		await beginCollaboration(acting, {
			id,
			name: 'Hjem og hverdag',
			purpose: '',
			phase: 'running'
		});
		await addParty(acting, id, shelter);
		const seat = { group: 'steering' as const, person: chair.person, organisation: shelter };
		await giveSeat(acting, id, seat, { since: TODAY, until: null });
	});
	return { world, shelter, leader, next, chair, id };
}
type Begun = Awaited<ReturnType<typeof begun>>;

const handOver = (
	{ world, id }: Pick<Begun, 'world' | 'id'>,
	as: Someone,
	to: string,
	{ keeps = [], version = 1 }: { keeps?: Group[]; version?: number } = {}
) => world.as(as).act((acting) => handOverLead(acting, id, version, { to, keeps }));

const stop = (world: World, { person }: Someone, lastDay = addDays(TODAY, -1)) =>
	database.owner.query(
		'update samspil.membership set active_until = $3 where tenant_id = $1 and person_id = $2',
		[world.tenant, person, lastDay]
	);

const leaderOf = async ({ world, id }: Begun, who: Someone) =>
	(await world.as(who).see(findCollaboration(id)))[0]?.leader;

const seatsOf = async ({ world, id }: Begun, who: Someone) =>
	(await world.as(who).see(listSeats(id))).map(({ group, name }) => `${group} ${name}`).sort();

const toldTo = async ({ tenant }: World, { person }: Someone) =>
	(
		await database.owner.query(
			'select kind from samspil.notice where tenant_id = $1 and person_id = $2 order by created_at desc limit 1',
			[tenant, person]
		)
	).rows.map(({ kind }) => kind);

test('R-060, R-061, R-063 the one who takes over leads and sits in both groups; the old one only where they wish', async () => {
	const story = await begun();
	const { world, leader, next, chair, id } = story;
	expect(await handOver(story, leader, next.person, { keeps: ['project'] })).toEqual(DONE);
	expect(await leaderOf(story, leader)).toBe(next.person);
	expect(await seatsOf(story, next)).toEqual([
		'project Lene Leder',
		'project Nora Næste',
		'steering Hans Høj',
		'steering Nora Næste'
	]);
	expect(await toldTo(world, next)).toEqual(['lead-given']);
	expect(await toldTo(world, chair)).toEqual(['lead-changed']);
	expect(await toldTo(world, leader)).toEqual([]);
	const { rows } = await database.owner.query(
		`select action, detail from samspil.audit_event where object_id = $1 and action = 'collaboration.lead-handed-over'`,
		[id]
	);
	expect(rows).toMatchObject([{ detail: { from: leader.person, to: next.person } }]);
});

test('R-066 everything the lead opens follows it at once', async () => {
	const story = await begun();
	const { world, leader, next } = story;
	const mayAppoint = (who: Someone, version: number) =>
		world.as(who).act((acting) => appointDeputy(acting, null, version));
	expect(await mayAppoint(next, 1)).toMatchObject({ reason: 'not-project-leader' });
	await handOver(story, leader, next.person);
	expect(await mayAppoint(next, 1)).toMatchObject({ ok: true });
	expect(await mayAppoint(leader, 2)).toMatchObject({ reason: 'not-project-leader' });
	expect(await handOver(story, leader, leader.person, { version: 2 })).toEqual({
		ok: false,
		reason: 'only-the-project-leader'
	});
});

test('a deputy who takes over is a deputy no more', async () => {
	const story = await begun();
	const { world, leader, next } = story;
	await world.as(leader).act((acting) => appointDeputy(acting, next.person, 1));
	await handOver(story, leader, next.person);
	expect(
		await world.as(next).see(tables.selectFrom('framework').select(['deputy_person_id', 'version']))
	).toEqual([{ deputy_person_id: null, version: 3 }]);
});

test('a form sent twice hands over once, also at the same moment', async () => {
	const story = await begun();
	const { leader, next } = story;
	const both = await Promise.all([
		handOver(story, leader, next.person),
		handOver(story, leader, next.person)
	]);
	expect(both).toEqual([DONE, DONE]);
	expect(await handOver(story, leader, next.person)).toEqual(DONE);
	expect(await leaderOf(story, next)).toBe(next.person);
});

test('who changed the collaboration meanwhile is told of, and nothing is given on, no seat either', async () => {
	const story = await begun();
	const { leader, next } = story;
	expect(await handOver(story, leader, next.person, { version: 9 })).toMatchObject({
		reason: 'stale',
		saved: { leader: leader.person, version: 1 }
	});
	expect(await seatsOf(story, leader)).toContain('steering Lene Leder');
});

test('R-060 not to a volunteer, a partner’s manager, somebody who has left, or the one who leads already', async () => {
	const story = await begun();
	const { world, leader, chair } = story;
	const volunteer = await world.worker('Viggo', world.tenant, 'volunteer');
	const gone = await world.worker('Gert', world.tenant);
	await stop(world, gone);
	for (const to of [volunteer, chair, gone])
		expect(await handOver(story, leader, to.person)).toEqual({
			ok: false,
			reason: 'not-employed-here'
		});
	expect(await handOver(story, leader, leader.person)).toEqual({
		ok: false,
		reason: 'leads-already'
	});
	for (const to of [volunteer, chair, gone])
		await expect(
			world.as(leader).act((acting) => acting.run(updateLeader(story.id, 1, to.person)))
		).rejects.toThrow(/employed by the municipality|foreign key/);
});

test('nobody else gives it on while the project leader is there: the rule and PostgreSQL agree', async () => {
	const story = await begun();
	const { world, next, chair, id } = story;
	const administrator = await world.administrator();
	for (const [who, reason] of [
		[next, 'only-the-project-leader'],
		[chair, 'only-the-project-leader'],
		[administrator, 'leader-still-here']
	] as const) {
		expect(await handOver(story, who, next.person)).toEqual({ ok: false, reason });
		expect(await world.as(who).act((acting) => acting.run(updateLeader(id, 1, next.person)))).toBe(
			0
		);
	}
	const nextDoor = await newWorld(database);
	const theirs = await nextDoor.administrator();
	expect(await handOver({ world: nextDoor, id }, theirs, next.person)).toEqual({
		ok: false,
		reason: 'no-such-collaboration'
	});
});

test('R-057 once the project leader has left, an administrator chooses another, and can do nothing else', async () => {
	const story = await begun();
	const { world, leader, next, chair, id } = story;
	const administrator = await world.administrator();
	await stop(world, leader, TODAY);
	expect(await handOver(story, administrator, next.person)).toMatchObject({ ok: false });
	expect(await world.as(administrator).see(listLeaderless())).toEqual([]);

	await stop(world, leader);
	expect(await world.as(administrator).see(listLeaderless())).toMatchObject([{ id }]);
	await expect(
		world
			.as(administrator)
			.act((acting) =>
				acting.run(tables.updateTable('collaboration').set({ name: 'x' }).where('id', '=', id))
			)
	).rejects.toThrow(/changed by its project leader/);
	expect(await handOver(story, next, next.person)).toMatchObject({ ok: false });
	expect(await handOver(story, administrator, next.person)).toEqual(DONE);
	expect(await leaderOf(story, next)).toBe(next.person);
	expect(await toldTo(world, next)).toEqual(['lead-given']);
	expect(await toldTo(world, chair)).toEqual(['lead-changed']);
	expect(await toldTo(world, leader)).toEqual([]);
	expect(await handOver(story, administrator, leader.person, { version: 2 })).toMatchObject({
		reason: 'leader-still-here'
	});
});

test('a seat that was to end goes on for the one who takes over, and one that was over begins anew', async () => {
	const story = await begun();
	const { world, leader, next, id } = story;
	const ends = (group: Group, until: string) =>
		database.owner.query(
			`insert into samspil.group_member (tenant_id, collaboration_id, group_kind, person_id, organisation_id, since, until)
			values ($1, $2, $3, $4, $1, '2026-01-01', $5)`,
			[world.tenant, id, group, next.person, until]
		);
	await ends('project', addDays(TODAY, 5));
	await ends('steering', addDays(TODAY, -5));
	await handOver(story, leader, next.person);
	const seats = await world.as(next).see(listSeats(id));
	expect(
		seats
			.filter(({ person }) => person === next.person)
			.map(({ group, since, until }) => ({ group, since, until }))
			.sort((a, b) => a.group.localeCompare(b.group))
	).toEqual([
		{ group: 'project', since: '2026-01-01', until: null },
		{ group: 'steering', since: TODAY, until: null }
	]);
});
