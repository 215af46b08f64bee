/** the steering group's year, as a deadline. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { remind } from '#features/deadlines/test-remind.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';

const database = await testDatabase();
const { owner, pools } = database;

test('R-274 a year without the steering group’s review is asked for before it ends, and is late until the next has it', async () => {
	const world = await newWorld(database);
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const member = await world.worker('Mads Chef', world.tenant, 'manager');
	const collaboration = await world.collaboration(leader);
	await world.seat(collaboration, 'steering', member);
	const series = randomUUID();
	await world.insert('meeting_series', {
		tenant_id: world.tenant,
		id: series,
		collaboration_id: collaboration,
		group_kind: 'steering',
		purpose: 'Styregruppen',
		frequency: 'quarterly',
		first_on: '2026-02-02'
	});
	const meeting = async (on: string, treated: string[]) => {
		const id = randomUUID();
		await world.insert('group_meeting', {
			tenant_id: world.tenant,
			id,
			series_id: series,
			planned_on: on,
			starts_at: `${on}T10:00:00Z`,
			ends_at: `${on}T11:00:00Z`,
			state: 'invited'
		});
		await owner.query(
			`update samspil.group_meeting set state = 'held', treated = $2 where id = $1`,
			[id, treated]
		);
	};
	const due = async (today: string) => {
		await remind(pools.jobs, today);
		const { rows } = await owner.query<{ day: string }>(
			`select due_on as day from samspil.deadline where tenant_id = $1 and kind = 'steering-year' order by due_on`,
			[world.tenant]
		);
		return rows.map(({ day }) => day);
	};
	const told = async () =>
		(
			await owner.query<{ kind: string; person: string }>(
				`select kind, person_id as person from samspil.notice where tenant_id = $1 order by created_at`,
				[world.tenant]
			)
		).rows.map(({ kind, person }) => [kind, person]);

	await meeting('2026-05-05', ['results']);
	expect(await due('2026-10-30')).toEqual(['2026-12-31']);
	expect(await told()).toEqual([]);
	expect(await due('2026-11-02')).toEqual(['2026-12-31']);
	expect(await told()).toEqual([['steering-year-soon', leader.person]]);
	// the new year has a day of its own, and the old one stays until either is made good
	expect(await due('2027-01-11')).toEqual(['2026-12-31', '2027-12-31']);
	expect(await told()).toContainEqual(['steering-year-late', leader.person]);
	expect(await told()).toContainEqual(['deadline-late', member.person]);
	await meeting('2027-01-12', ['results', 'actions']);
	expect(await due('2027-01-13')).toEqual([]);
});

test('R-274 what a steering group goes through at two meetings of a year counts together; a project group owes nothing', async () => {
	const world = await newWorld(database);
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const collaboration = await world.collaboration(leader);
	const facts = async () =>
		(
			await owner.query(
				`select kind from samspil.group_facts($1, $2, null) where kind = 'steering-year'`,
				[world.tenant, '2026-11-02']
			)
		).rows;
	const series = async (group: string) => {
		const id = randomUUID();
		await world.insert('meeting_series', {
			tenant_id: world.tenant,
			id,
			collaboration_id: collaboration,
			group_kind: group,
			purpose: 'Møder',
			frequency: 'quarterly',
			first_on: '2026-02-02'
		});
		return id;
	};
	await series('project');
	expect(await facts()).toEqual([]);
	const steering = await series('steering');
	expect(await facts()).toHaveLength(1);
	for (const [day, what] of [
		['2026-03-02', 'results'],
		['2026-09-02', 'actions']
	])
		await world.insert('group_meeting', {
			tenant_id: world.tenant,
			id: randomUUID(),
			series_id: steering,
			planned_on: day,
			starts_at: `${day}T10:00:00Z`,
			ends_at: `${day}T11:00:00Z`,
			state: 'held',
			treated: [what]
		});
	expect(await facts()).toEqual([]);
});
