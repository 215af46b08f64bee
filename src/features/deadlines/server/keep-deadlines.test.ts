/** The table of deadlines, asked of a real database: the same as the facts after any change, and seen by whom the thing is seen by. */
import { expect, test } from 'vitest';
import { ask } from '#server/tables.ts';
import { readFacts } from '#server/jobs/keep-deadlines.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { addDays, type Day } from '#values/day.ts';
import { sql } from 'kysely';
import { deadlinesOf } from '../deadline.rules.ts';
import { factsIn } from '../duties.rules.ts';
import { keep as keepAll } from '../test-remind.ts';

const database = await testDatabase();
const { owner, pools } = database;

type Row = { kind: string; subject: string; dueOn: Day; people: string[] };

/** What the table says of a world. */
async function inTable({ tenant }: World) {
	const { rows } = await owner.query<Row>(
		`select kind, subject_id as subject, due_on as "dueOn", array(select part || ' ' || person_id from samspil.deadline_person p
			where p.tenant_id = d.tenant_id and p.kind = d.kind and p.subject_id = d.subject_id and p.due_on = d.due_on order by 1) as people
		from samspil.deadline d where tenant_id = $1 order by due_on, kind, subject_id`,
		[tenant]
	);
	return rows;
}

/** What follows from the facts of a world, worked out from nothing. */
async function fromFacts({ tenant }: World, today: Day = TODAY): Promise<Row[]> {
	const deadlines = deadlinesOf(
		factsIn(await readFacts(pools.jobs as never, tenant, today, null)),
		today,
		'calendar'
	);
	return deadlines.map(({ kind, subject, dueOn, acts, hears }) => ({
		kind,
		subject,
		dueOn,
		people: [
			...acts.map(({ person }) => `acts ${person}`),
			...hears.map(({ person }) => `hears ${person}`)
		].sort()
	}));
}

const keep = ({ tenant }: World, today: Day = TODAY) => keepAll(pools.jobs, today, tenant);

/** The usual story with a task, a meeting and a consent. */
async function story() {
	const world = await newWorld(database);
	const told = await world.coordinatedPathway();
	const { rows } = await owner.query<{ id: string; category: string }>(
		'select id, category from samspil.scope where pathway_id = $1',
		[told.pathway]
	);
	const scopes = new Map(rows.map(({ id, category }) => [category, id]));
	const task = crypto.randomUUID();
	await world.insert('task', {
		tenant_id: world.tenant,
		id: task,
		pathway_id: told.pathway,
		scope_id: scopes.get('housing'),
		category: 'housing',
		title: 'Ring til boligforeningen',
		responsible_person_id: told.helper.person,
		responsible_organisation_id: told.shelter,
		responsible_name: 'Hans Hjælper',
		due_on: addDays(TODAY, 7),
		created_by: told.tovholder.person,
		created_by_name: 'x'
	});
	return { world, ...told, task, scopes };
}

test('the table is what follows from the facts, however often it is kept, and nothing is written twice', async () => {
	const { world, task, helper, tovholder } = await story();
	await keep(world);
	const first = await inTable(world);
	expect(first).toEqual(await fromFacts(world));
	expect(first).toContainEqual({
		kind: 'task',
		subject: task,
		dueOn: addDays(TODAY, 7),
		people: [`acts ${helper.person}`, `hears ${tovholder.person}`]
	});
	const marks = await owner.query('select xmin from samspil.deadline where tenant_id = $1', [
		world.tenant
	]);
	await owner.query('delete from samspil.deadline_day where tenant_id = $1', [world.tenant]);
	await keep(world);
	expect(await inTable(world)).toEqual(first);
	const again = await owner.query('select xmin from samspil.deadline where tenant_id = $1', [
		world.tenant
	]);
	expect(again.rows).toEqual(marks.rows);
});

test('after any change the table is exact, without looking at anything else', async () => {
	const { world, pathway, task, collaboration, leader, consent, helper } = await story();
	await keep(world);
	const changes: [string, string, unknown[]][] = [
		['a task is moved', 'update samspil.task set due_on = due_on + 3 where id = $1', [task]],
		['a task is done', `update samspil.task set state = 'done' where id = $1`, [task]],
		['it is opened again', `update samspil.task set state = 'open' where id = $1`, [task]],
		[
			'a partner’s consent ends, and with it what the partner can do',
			`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
			[consent]
		],
		[
			'a tovholder is decided on',
			'update samspil.allotment set decided_on = $2 where pathway_id = $1',
			[pathway, TODAY]
		],
		[
			'the leader will leave',
			`update samspil.membership set active_until = $2 where person_id = $1`,
			[leader.person, addDays(TODAY, 20)]
		],
		[
			'somebody sits down in the steering group',
			`insert into samspil.group_member (tenant_id, collaboration_id, group_kind, person_id, organisation_id, since)
				select tenant_id, $1, 'steering', person_id, organisation_id, '2026-01-01' from samspil.membership where person_id = $2`,
			[collaboration, helper.person]
		]
	];
	for (const [what, change, values] of changes) {
		const before = await inTable(world);
		await owner.query(change, values);
		expect(await waits(world), what).toBe(true);
		await keep(world);
		const after = await inTable(world);
		expect(after, what).toEqual(await fromFacts(world));
		if (!what.includes('sits down')) expect(after, what).not.toEqual(before);
		expect(await waits(world), what).toBe(false);
	}
});

const waits = async ({ tenant }: World) => {
	const { rows } = await owner.query(
		'select exists (select from samspil.deadline_stale where tenant_id = $1) as waits',
		[tenant]
	);
	return rows[0].waits as boolean;
};

test('many who keep the table while many change facts leave it exact', async () => {
	const { world, task } = await story();
	for (let round = 0; round < 5; round += 1)
		await Promise.all([
			...Array.from({ length: 4 }, (_, n) =>
				owner.query('update samspil.task set due_on = $2 where id = $1', [
					task,
					addDays(TODAY, round * 4 + n)
				])
			),
			keep(world),
			keep(world)
		]);
	await keep(world);
	expect(await inTable(world)).toEqual(await fromFacts(world));
});

test('a new day is a new look at everything', async () => {
	const { world, consent } = await story();
	await keep(world);
	const { rows } = await owner.query<{ until: Day }>(
		'select valid_until as until from samspil.consent where id = $1',
		[consent]
	);
	const after = addDays(rows[0]!.until, 1);
	expect((await inTable(world)).map(({ kind }) => kind)).toContain('consent');
	await keep(world, after);
	expect((await inTable(world)).map(({ kind }) => kind)).not.toContain('consent');
	expect(await inTable(world)).toEqual(await fromFacts(world, after));
});

test('R-045 whoever sees the thing sees its deadline, and nobody else learns that there is one', async () => {
	const { world, task, pathway, helper, tovholder, colleague, leader, citizen } = await story();
	await keep(world);
	const seenBy = async (someone: Someone) => {
		const rows = await world
			.as(someone)
			.see(
				ask<{ kind: string; subject: string }>(
					sql`select kind, subject_id as subject from samspil.deadline order by kind`
				)
			);
		const people = await world
			.as(someone)
			.see(
				ask<{ subject: string }>(sql`select subject_id as subject from samspil.deadline_person`)
			);
		expect(new Set(people.map(({ subject }) => subject))).toEqual(
			new Set(
				rows
					.map(({ subject }) => subject)
					.filter((id) => people.some(({ subject }) => subject === id))
			)
		);
		return rows;
	};
	expect(await seenBy(tovholder)).toEqual([
		{ kind: 'consent', subject: expect.anything() },
		{ kind: 'task', subject: task }
	]);
	expect(await seenBy(helper)).toEqual([{ kind: 'task', subject: task }]);
	// The project leader knows of the allotment, by the pathway's number alone.
	expect(await seenBy(leader)).toEqual([{ kind: 'tovholder', subject: pathway }]);
	for (const other of [colleague, await world.administrator(), await strangerTo()])
		expect(await seenBy(other)).toEqual([]);
	expect((await seenBy(citizen)).map(({ kind }) => kind)).toContain('task');
});

/** Somebody at work in another municipality. */
async function strangerTo(): Promise<Someone> {
	const elsewhere = await newWorld(database);
	return elsewhere.worker('Svend Fremmed', elsewhere.tenant, 'manager');
}

test('nobody but the jobs writes a deadline, and nobody takes a mark away', async () => {
	const { world, tovholder } = await story();
	await keep(world);
	for (const write of [
		`delete from samspil.deadline`,
		`update samspil.deadline set due_on = due_on + 1`,
		`insert into samspil.deadline_person select * from samspil.deadline_person`,
		`select * from samspil.deadline_stale`
	])
		await expect(world.as(tovholder).see(ask(sql.raw(write)))).rejects.toThrow('permission denied');
});
