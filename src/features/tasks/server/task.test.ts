import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { ask } from '#server/tables.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import type { Responsible, TaskState } from '../task.rules.ts';
import { addTask } from './add-task.ts';
import { finishTask } from './finish-task.ts';
import { listOpenTasks, listTasksOver } from './task.queries.ts';
import { repeatTask } from './write-task.queries.ts';

const database = await testDatabase();

type Story = Awaited<ReturnType<World['coordinatedPathway']>>;

const give = (
	world: World,
	{ pathway }: Story,
	as: Someone,
	responsible: Responsible,
	category = 'housing'
) =>
	world.as(as).act((acting) =>
		addTask(acting, pathway, {
			id: randomUUID(),
			title: 'Ring til boligforeningen',
			category,
			responsible,
			dueOn: '2026-05-11',
			meeting: null,
			agendaItem: null
		})
	);
const keep = (
	world: World,
	{ pathway }: Story,
	as: Someone,
	task: string,
	to: TaskState,
	note = '',
	version = 1
) => world.as(as).act((acting) => finishTask(acting, pathway, task, { version, to, note }));

const worldWithTask = async (responsible?: Responsible) => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const given = await give(
		world,
		story,
		story.tovholder,
		responsible ?? { person: story.helper.person, organisation: story.shelter }
	);
	if (!given.ok) throw new Error(given.reason);
	return { world, story, task: given.value.id };
};

test('R-054 the tovholder gives a task to one person; the person is told and sees it', async () => {
	const { world, story } = await worldWithTask();
	const [task] = await world.as(story.helper).see(listOpenTasks(story.pathway));
	expect(task).toMatchObject({ title: 'Ring til boligforeningen', responsible: 'Hans Hjælper' });
	const { rows } = await database.owner.query(
		'select kind, path from samspil.notice where person_id = $1',
		[story.helper.person]
	);
	expect(rows).toEqual([{ kind: 'task-given', path: `/pathways/${story.pathway}/tasks` }]);
	for (const someone of [story.colleague, story.leader, await world.administrator()])
		expect(await world.as(someone).see(listOpenTasks(story.pathway))).toEqual([]);
});

test('R-150 not to somebody who is not on the pathway, or who could not see it', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { tovholder, colleague, helper, shelter } = story;
	expect(
		await give(world, story, tovholder, { person: colleague.person, organisation: shelter })
	).toMatchObject({ reason: 'responsible-not-involved' });
	expect(
		await give(world, story, tovholder, { person: helper.person, organisation: shelter }, 'health')
	).toMatchObject({ reason: 'responsible-not-covered' });
});

test('nobody but the tovholder gives tasks', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	for (const other of [story.helper, story.citizen, story.leader, story.colleague])
		expect(await give(world, story, other, 'citizen')).toMatchObject({ reason: 'not-there' });
});

test('R-152, R-139 the organisation says its own task is done, and the tovholder hears of it', async () => {
	const { world, story, task } = await worldWithTask();
	expect((await keep(world, story, story.helper, task, 'done')).ok).toBe(true);
	const { rows } = await database.owner.query(
		'select kind from samspil.notice where person_id = $1',
		[story.tovholder.person]
	);
	expect(rows).toEqual([{ kind: 'task-changed' }]);
	expect(await world.as(story.tovholder).see(listOpenTasks(story.pathway))).toEqual([]);
	const [over] = await world.as(story.tovholder).see(listTasksOver(story.pathway));
	expect(over).toMatchObject({ state: 'done', stateChangedBy: 'Hans Hjælper' });
});

test('R-152 the tovholder says it for others with a note, and others do not', async () => {
	const { world, story, task } = await worldWithTask();
	const { tovholder, citizen, colleague, leader } = story;
	expect(await keep(world, story, tovholder, task, 'done')).toMatchObject({
		reason: 'note-needed'
	});
	expect(await keep(world, story, citizen, task, 'done', 'x')).toMatchObject({ ok: false });
	for (const stranger of [colleague, leader])
		expect(await keep(world, story, stranger, task, 'done', 'x')).toMatchObject({
			reason: 'not-there'
		});
	expect((await keep(world, story, tovholder, task, 'done', 'Hans ringede')).ok).toBe(true);
});

test('the citizen ticks the citizen’s own; a companion only reads it', async () => {
	const { world, story, task } = await worldWithTask('citizen');
	const companion = await world.companion(story.pathway, 'Sara Søster', ['housing']);
	expect(await world.as(companion).see(listOpenTasks(story.pathway))).toHaveLength(1);
	expect(await keep(world, story, companion, task, 'done', 'x')).toMatchObject({ ok: false });
	expect(await keep(world, story, story.helper, task, 'done', 'x')).toMatchObject({ ok: false });
	expect((await keep(world, story, story.citizen, task, 'done')).ok).toBe(true);
	expect((await keep(world, story, story.citizen, task, 'open', '', 2)).ok).toBe(true);
});

test('a second press is answered as done; a stale one is told how the task stands, and writes nothing', async () => {
	const { world, story, task } = await worldWithTask();
	const { helper, tovholder } = story;
	const both = await Promise.all([
		keep(world, story, helper, task, 'done'),
		keep(world, story, helper, task, 'done')
	]);
	expect(both.map(({ ok }) => ok)).toEqual([true, true]);
	expect(await keep(world, story, tovholder, task, 'cancelled', 'x')).toMatchObject({
		reason: 'stale',
		saved: { state: 'done', stateNote: '', version: 2, changedBy: 'Hans Hjælper' }
	});
	const [over] = await world.as(tovholder).see(listTasksOver(story.pathway));
	expect(over).toMatchObject({ state: 'done', version: 2 });
});

test('a version that was never there counts as stale: who gave the task is told of', async () => {
	const { world, story, task } = await worldWithTask();
	expect(await keep(world, story, story.helper, task, 'done', '', 0)).toMatchObject({
		reason: 'stale',
		saved: { state: 'open', version: 1, changedBy: story.tovholder.name }
	});
});

test('who may not keep the task is not told how it stands', async () => {
	const { world, story, task } = await worldWithTask();
	await keep(world, story, story.helper, task, 'done', 'hemmelig note');
	for (const other of [story.citizen, story.colleague]) {
		const answer = await keep(world, story, other, task, 'cancelled', 'x', 1);
		expect(answer.ok).toBe(false);
		expect(answer).not.toHaveProperty('saved');
	}
});

test('a partner whose consent is withdrawn neither sees nor finishes the task', async () => {
	const { world, story, task } = await worldWithTask();
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[story.consent]
	);
	expect(await keep(world, story, story.helper, task, 'done')).toMatchObject({
		reason: 'not-there'
	});
	const [open] = await world.as(story.tovholder).see(listOpenTasks(story.pathway));
	expect(open).toMatchObject({ hasSomebody: false });
});

test('R-054 who helps is told and stands with the task; nobody is named who could not see it', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { tovholder, helper, shelter, colleague, pathway } = story;
	const task = (help: Someone, organisation: string) =>
		world.as(tovholder).act((acting) =>
			addTask(acting, pathway, {
				id: randomUUID(),
				title: 'Ring til boligforeningen',
				category: 'housing',
				responsible: { person: tovholder.person, organisation: world.tenant },
				dueOn: '2026-05-11',
				meeting: null,
				agendaItem: null,
				helpers: [{ person: help.person, organisation }]
			})
		);
	expect(await task(colleague, shelter)).toMatchObject({ reason: 'responsible-not-involved' });
	expect(await task(tovholder, world.tenant)).toMatchObject({ reason: 'helper-is-responsible' });
	expect((await task(helper, shelter)).ok).toBe(true);
	const [open] = await world.as(helper).see(listOpenTasks(pathway));
	expect(open!.helpers).toEqual([expect.stringContaining('Hans Hjælper')]);
	const { rows } = await database.owner.query(
		'select kind from samspil.notice where person_id = $1',
		[helper.person]
	);
	expect(rows).toEqual([{ kind: 'task-to-help' }]);
	// Helping makes it nobody's own: only whose it is says how it stands.
	expect(await keep(world, story, helper, open!.id, 'done', 'x')).toMatchObject({
		reason: 'not-there'
	});
	const stranger = ask(sql`select * from samspil.task_helper`);
	for (const other of [colleague, story.leader, await world.administrator()])
		expect(await world.as(other).see(stranger)).toEqual([]);
});

test('a task that comes again has its next when it is done, once, with the same who and who helps', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { tovholder, helper, shelter, pathway, colleague } = story;
	const id = randomUUID();
	const give = (dueOn: string | null) =>
		world.as(tovholder).act((acting) =>
			addTask(acting, pathway, {
				id,
				title: 'Ring til boligforeningen',
				category: 'housing',
				responsible: { person: helper.person, organisation: shelter },
				dueOn,
				meeting: null,
				agendaItem: null,
				repeats: 'monthly',
				helpers: [{ person: tovholder.person, organisation: world.tenant }]
			})
		);
	expect(await give(null)).toMatchObject({ reason: 'repeats-without-day' });
	await give('2026-05-11');
	for (const [to, version] of [
		['done', 1],
		['open', 2],
		['done', 3]
	] as const)
		expect((await keep(world, story, helper, id, to, '', version)).ok).toBe(true);
	const open = await world.as(helper).see(listOpenTasks(pathway));
	expect(open).toMatchObject([
		{
			dueOn: '2026-06-11',
			repeats: 'monthly',
			responsiblePerson: helper.person,
			helpers: [expect.stringContaining(tovholder.name)]
		}
	]);
	// Given up, it comes no more.
	expect((await keep(world, story, helper, open[0]!.id, 'cancelled', 'Ikke mere')).ok).toBe(true);
	expect(await world.as(helper).see(listOpenTasks(pathway))).toEqual([]);
	// Nobody lays one down whose task it is not, or that is not done.
	const again = (who: Someone, task: string) =>
		world.as(who).act((acting) => acting.first(repeatTask(task, randomUUID(), '2027-01-01')));
	for (const [who, task] of [
		[colleague, id],
		[story.citizen, id],
		[helper, open[0]!.id]
	] as const)
		expect(await again(who, task)).toEqual({ laid: false });
});

describe('R-112 whoever has handed the threads over, for the days that they read on', () => {
	const handedOver = async (repeats: 'monthly' | null = null) => {
		const world = await newWorld(database);
		const story = await world.coordinatedPathway();
		const { tovholder, helper, pathway } = story;
		const colleague = await world.worker('Kaj Kollega', world.tenant);
		const id = randomUUID();
		const given = await world.as(tovholder).act((acting) =>
			addTask(acting, pathway, {
				id,
				title: 'Ring til lægen',
				category: 'housing',
				responsible: { person: tovholder.person, organisation: world.tenant },
				dueOn: '2026-05-11',
				meeting: null,
				agendaItem: null,
				repeats
			})
		);
		expect(given.ok).toBe(true);
		await give(world, story, tovholder, { person: helper.person, organisation: story.shelter });
		await world.handOver(pathway, tovholder, helper, { until: '2026-05-20' });
		return { world, story, colleague, id };
	};
	const statesOf = async (world: World, { pathway, helper }: Story) =>
		(await world.as(helper).see(listOpenTasks(pathway))).map(({ title }) => title);

	test('finishes what they were given to do themselves, gives it up, or opens it again; the new tovholder hears of it', async () => {
		const { world, story, id } = await handedOver();
		expect((await keep(world, story, story.tovholder, id, 'done')).ok).toBe(true);
		expect(await statesOf(world, story)).toEqual(['Ring til boligforeningen']);
		const { rows } = await database.owner.query(
			`select kind from samspil.notice where person_id = $1 and kind = 'task-changed'`,
			[story.helper.person]
		);
		expect(rows).toEqual([{ kind: 'task-changed' }]);
		expect((await keep(world, story, story.tovholder, id, 'open', '', 2)).ok).toBe(true);
		expect(await keep(world, story, story.tovholder, id, 'cancelled', '', 3)).toMatchObject({
			reason: 'note-needed'
		});
		expect((await keep(world, story, story.tovholder, id, 'cancelled', 'Nej', 3)).ok).toBe(true);
	});

	test('and no task of anybody else’s, not of their own organisation either; nor does anybody by them', async () => {
		const { world, story, colleague, id } = await handedOver();
		const { rows } = await database.owner.query<{ id: string }>(
			'select id from samspil.task where pathway_id = $1 and id <> $2',
			[story.pathway, id]
		);
		const other = rows[0]!.id;
		await database.owner.query(
			'update samspil.task set responsible_person_id = $2, responsible_organisation_id = $3 where id = $1',
			[other, colleague.person, world.tenant]
		);
		for (const [who, task] of [
			[story.tovholder, other],
			[colleague, id]
		] as const)
			expect(await keep(world, story, who, task, 'done', 'x')).toMatchObject({
				reason: 'not-there'
			});
	});

	test('until their last day, and no longer', async () => {
		const { world, story, id } = await handedOver();
		const done = (today: string) =>
			world
				.as(story.tovholder, today)
				.act((acting) =>
					finishTask(acting, story.pathway, id, { version: 1, to: 'done', note: '' })
				);
		expect(await done('2026-05-21')).toMatchObject({ reason: 'not-there' });
		expect((await done('2026-05-20')).ok).toBe(true);
	});

	test('what comes again comes again when they have done it', async () => {
		const { world, story, id } = await handedOver('monthly');
		expect((await keep(world, story, story.tovholder, id, 'done')).ok).toBe(true);
		expect(await world.as(story.helper).see(listOpenTasks(story.pathway))).toMatchObject([
			{ title: 'Ring til boligforeningen' },
			{ dueOn: '2026-06-11', hasSomebody: false }
		]);
	});
});
