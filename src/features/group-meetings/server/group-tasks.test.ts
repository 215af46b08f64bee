/** Tasks that a group's meeting came to: one of the group is responsible for each, it is their work, and minutes wait for it. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listMyWork } from '#features/deadlines/server/my-work.queries.ts';
import { keep } from '#features/deadlines/test-remind.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import type { Day } from '#values/day.ts';
import { finishGroupTask } from './finish-group-task.ts';
import { giveGroupTask } from './give-group-task.ts';
import {
	insertGroupHelper,
	insertGroupTask,
	listGroupTasks,
	listOpenGroupTasks,
	repeatGroupTask
} from './group-task.queries.ts';
import { addGroupItem } from './keep-group-agenda.ts';
import { closeGroupMeeting } from './keep-group-meeting.ts';
import { beginSeries } from './keep-series.ts';
import { writeGroupOutcome } from './run-group-meeting.ts';
import { listGroupMeetings } from './series.queries.ts';
import { ITEM } from './test-item.ts';

const database = await testDatabase();
const DAY = '2027-01-12';
const NOW = new Date('2027-01-12T09:30:00Z');

/** A steering group of two on the day of its meeting, with somebody of a party who does not sit in it, and a stranger. */
async function story() {
	const world = await newWorld(database);
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const shelter = await world.organisation('voluntary', 'Værestedet');
	const chair = await world.worker('Vera Vang', shelter, 'manager');
	const colleague = await world.worker('Otto Andersen', shelter);
	const other = await world.organisation('voluntary', 'Andre');
	const neighbour = await world.worker('Nina Nord', other);
	const stranger = await world.worker('Signe Strand', await world.organisation('voluntary', 'X'));
	const collaboration = await world.collaboration(leader, world.tenant, shelter, other);
	await world.seat(collaboration, 'steering', leader);
	await world.seat(collaboration, 'steering', chair);
	const on = (who: Someone, day: Day = DAY) => world.as(who, day);
	await on(leader, '2027-01-11').act((acting) =>
		beginSeries(acting, collaboration, true, {
			id: randomUUID(),
			group: 'steering',
			purpose: 'Vi følger op',
			frequency: 'quarterly',
			firstOn: DAY,
			starts: '10:00',
			minutes: 90,
			place: ''
		})
	);
	const [meeting, next] = (await on(leader).see(listGroupMeetings(collaboration))).toReversed();
	const ids = { collaboration, meeting: meeting!.id };
	const item = randomUUID();
	await on(leader, '2027-01-11').act((acting) =>
		addGroupItem(acting, ids, { ...ITEM, id: item, title: 'Nøgler' })
	);
	const give = (
		by: Someone,
		to: Someone,
		words: Partial<Parameters<typeof giveGroupTask>[2]> = {}
	) =>
		on(by).act((acting) =>
			giveGroupTask(acting, ids, {
				id: randomUUID(),
				item,
				title: 'Få lavet en nøgle til',
				responsible: { person: to.person, organisation: to.organisation! },
				dueOn: '2027-01-20',
				...words
			})
		);
	const finish = (
		by: Someone,
		id: string,
		to: 'done' | 'cancelled' | 'open',
		note = '',
		version = 1
	) => on(by).act((acting) => finishGroupTask(acting, ids, id, { version, to, note }));
	const close = async () => {
		const [{ version } = { version: 0 }] = (
			await on(leader).see(listGroupMeetings(collaboration))
		).filter(({ id }) => id === ids.meeting);
		return on(leader).act((acting) => closeGroupMeeting(acting, ids, version, NOW));
	};
	const agree = (outcomeKind: 'task' | 'decision', version = 1) =>
		on(leader).act((acting) =>
			writeGroupOutcome(acting, ids, {
				item,
				version,
				outcome: 'En nøgle til',
				outcomeKind,
				goesOn: false
			})
		);
	const workOf = async (who: Someone, day: Day = DAY) => {
		await keep(database.pools.jobs, day, world.tenant);
		return (await on(who, day).see(listMyWork(null))).filter(({ kind }) => kind === 'group-task');
	};
	const notices = async ({ person }: Someone) =>
		(
			await database.owner.query<{ kind: string }>(
				`select kind from samspil.notice where person_id = $1 order by created_at`,
				[person]
			)
		).rows.map(({ kind }) => kind);
	return {
		...{ world, leader, chair, colleague, neighbour, stranger, collaboration, ids, item, on },
		...{ next: next!.id, give, finish, close, agree, workOf, notices }
	};
}

test('R-054, R-171 a task of a group is the work of one of it, until they say that it is done', async () => {
	const { leader, chair, give, workOf, finish, notices, on, collaboration, ids } = await story();
	const id = randomUUID();
	expect(await give(leader, chair, { id })).toMatchObject({ ok: true });
	expect(await notices(chair)).toContain('group-task-given');
	expect(await workOf(chair)).toMatchObject([
		{
			kind: 'group-task',
			what: 'Få lavet en nøgle til',
			dueOn: '2027-01-20',
			path: `/collaborations/${collaboration}/meetings/${ids.meeting}#tasks`
		}
	]);
	expect(await workOf(leader)).toEqual([]);
	expect(await finish(chair, id, 'done')).toMatchObject({ ok: true });
	expect(await workOf(chair)).toEqual([]);
	expect(await notices(leader)).toContain('group-task-changed');
	expect(await on(leader).see(listOpenGroupTasks(collaboration))).toEqual([]);
});

test('a task without a day is last on the list of one’s work', async () => {
	const { leader, chair, give, workOf } = await story();
	await give(leader, chair, { dueOn: null });
	await give(leader, chair, { title: 'Hæng en lampe op' });
	expect((await workOf(chair)).map(({ what, dueOn }) => [what, dueOn])).toEqual([
		['Hæng en lampe op', '2027-01-20'],
		['Få lavet en nøgle til', null]
	]);
});

test('a form sent twice gives one task; under the same id with other words it is told', async () => {
	const { leader, chair, give, on, collaboration } = await story();
	const id = randomUUID();
	await give(leader, chair, { id });
	expect(await give(leader, chair, { id })).toMatchObject({ ok: true });
	expect(await give(leader, chair, { id, title: 'Andet' })).toMatchObject({
		reason: 'sent-before'
	});
	expect(await on(leader).see(listOpenGroupTasks(collaboration))).toHaveLength(1);
});

test('R-054 nobody outside the group is responsible, and PostgreSQL refuses it too', async () => {
	const { leader, chair, colleague, neighbour, give, ids, item, on } = await story();
	for (const who of [colleague, neighbour])
		expect(await give(leader, who)).toMatchObject({ reason: 'responsible-not-in-group' });
	const forged = (by: Someone) =>
		on(by).act((acting) =>
			acting.run(
				insertGroupTask(
					ids.meeting,
					{
						id: randomUUID(),
						item,
						title: 'x',
						responsible: { person: colleague.person, organisation: colleague.organisation! },
						dueOn: null
					},
					by
				)
			)
		);
	await expect(forged(leader)).rejects.toThrow('sits in the group');
	await expect(forged(chair)).rejects.toThrow();
});

test('only whoever keeps the meeting gives a task, and only until its minutes are closed', async () => {
	const { leader, chair, stranger, give, agree, close } = await story();
	for (const who of [chair, stranger])
		expect(await give(who, chair)).toMatchObject({ reason: 'not-there' });
	await agree('decision');
	expect(await close()).toMatchObject({ ok: true });
	expect(await give(leader, chair)).toMatchObject({ reason: 'minutes-not-open' });
});

test('R-169 minutes are closed when each item that came to a task has one, and somebody to do it', async () => {
	const { world, leader, chair, give, agree, close, collaboration, ids } = await story();
	await agree('task');
	expect(await close()).toMatchObject({ reason: 'item-without-task' });
	await give(leader, chair);
	await database.owner.query(
		`update samspil.group_member set until = '2027-01-11' where tenant_id = $1 and collaboration_id = $2 and person_id = $3`,
		[world.tenant, collaboration, chair.person]
	);
	expect(await close()).toMatchObject({ reason: 'task-without-responsible' });
	await give(leader, leader);
	const [orphan] = await world
		.as(leader, DAY)
		.see(listOpenGroupTasks(collaboration))
		.then((tasks) => tasks.filter(({ responsiblePerson }) => responsiblePerson === chair.person));
	await world.as(leader, DAY).act((acting) =>
		finishGroupTask(acting, ids, orphan!.id, {
			version: 1,
			to: 'cancelled',
			note: 'Vera er holdt op'
		})
	);
	expect(await close()).toMatchObject({ ok: true });
});

test('R-152 the organisation says how its own stands, whoever keeps the meeting with a note, and nobody else', async () => {
	const { leader, chair, colleague, neighbour, stranger, give, finish } = await story();
	const id = randomUUID();
	await give(leader, chair, { id });
	for (const who of [neighbour, stranger])
		expect(await finish(who, id, 'done', 'x')).toMatchObject({ reason: 'not-there' });
	expect(await finish(leader, id, 'done')).toMatchObject({ reason: 'note-needed' });
	expect(await finish(leader, id, 'done', 'Vera ringede')).toMatchObject({ ok: true });
	expect(await finish(colleague, id, 'open', '', 1)).toMatchObject({ reason: 'stale' });
	expect(await finish(colleague, id, 'open', '', 2)).toMatchObject({ ok: true });
	expect(await finish(colleague, id, 'cancelled', '', 3)).toMatchObject({ reason: 'note-needed' });
});

test('R-171 what is open is told at the next meeting of the series, until it is done', async () => {
	const { leader, chair, give, finish, next, on, collaboration, ids, stranger } = await story();
	const id = randomUUID();
	await give(leader, chair, { id });
	const at = (meeting: string) => on(chair).see(listGroupTasks(collaboration, meeting));
	expect(await at(next)).toMatchObject([{ id, meeting: ids.meeting }]);
	// under the address of a meeting that is not of its series it is not there
	const elsewhere = { ...ids, meeting: randomUUID() };
	const kept = { version: 1, to: 'done', note: '' } as const;
	expect(
		await on(chair).act((acting) => finishGroupTask(acting, elsewhere, id, kept))
	).toMatchObject({ reason: 'not-there' });
	expect(await on(stranger).see(listGroupTasks(collaboration, ids.meeting))).toEqual([]);
	await finish(chair, id, 'done');
	expect(await at(next)).toEqual([]);
	expect(await at(ids.meeting)).toMatchObject([{ id, state: 'done' }]);
});

test('R-054 who helps sits in the group, is told, and stands with the task; nobody else is named', async () => {
	const { leader, chair, colleague, stranger, give, on, notices, collaboration, ids } =
		await story();
	const id = randomUUID();
	const seat = ({ person, organisation }: Someone) => ({ person, organisation: organisation! });
	for (const [who, reason] of [
		[colleague, 'helper-not-in-group'],
		[chair, 'helper-is-responsible']
	] as const)
		expect(await give(leader, chair, { helpers: [seat(who)] })).toMatchObject({ reason });
	expect(await give(leader, leader, { id, helpers: [seat(chair)] })).toMatchObject({ ok: true });
	expect(await notices(chair)).toContain('group-task-to-help');
	const [task] = await on(chair).see(listOpenGroupTasks(collaboration));
	expect(task!.helpers).toEqual([expect.stringMatching(/^Vera Vang, Værestedet/)]);
	// PostgreSQL says the same to whoever asks without the rule
	const forged = (by: Someone, who: Someone) =>
		on(by).act((acting) => acting.run(insertGroupHelper(id, seat(who))));
	await expect(forged(leader, colleague)).rejects.toThrow('sits in the group');
	await expect(forged(leader, leader)).rejects.toThrow('not responsible as well');
	await expect(forged(chair, leader)).rejects.toThrow();
	expect(await on(stranger).see(listGroupTasks(collaboration, ids.meeting))).toEqual([]);
});

test('a task of a group comes again when it is done, once, with the same who and who helps, also when its minutes are closed', async () => {
	const { world, ...told } = await story();
	const { leader, chair, stranger, give, agree, close, finish, workOf, on, collaboration, ids } =
		told;
	const id = randomUUID();
	const helpers = [{ person: leader.person, organisation: leader.organisation! }];
	const again = { id, repeats: 'monthly', dueOn: '2027-01-31', helpers } as const;
	expect(await give(leader, chair, { ...again, dueOn: null })).toMatchObject({
		reason: 'repeats-without-day'
	});
	await give(leader, chair, again);
	await agree('task');
	expect(await close()).toMatchObject({ ok: true });
	for (const [to, version] of [
		['done', 1],
		['open', 2],
		['done', 3]
	] as const)
		expect(await finish(chair, id, to, '', version)).toMatchObject({ ok: true });
	const open = async () => on(chair).see(listOpenGroupTasks(collaboration));
	const [next, ...more] = await open();
	expect(more).toEqual([]);
	expect(next).toMatchObject({
		dueOn: '2027-02-28',
		repeats: 'monthly',
		responsiblePerson: chair.person,
		helpers: [expect.stringContaining(leader.name)]
	});
	expect((await workOf(chair)).map(({ dueOn }) => dueOn)).toEqual(['2027-02-28']);
	// the meeting tells what was agreed, and the latest of it; its closed minutes say what was agreed
	const shown = async () =>
		(await on(leader).see(listGroupTasks(collaboration, ids.meeting))).map(({ dueOn }) => dueOn);
	expect(await shown()).toEqual(['2027-01-31', '2027-02-28']);
	// whoever has left the group meanwhile is not named anew by it, and the task is not lost
	await database.owner.query(
		`update samspil.group_member set until = '2027-01-11' where tenant_id = $1 and collaboration_id = $2 and person_id = $3`,
		[world.tenant, collaboration, chair.person]
	);
	expect(await finish(leader, next!.id, 'done', 'Vera ringede')).toMatchObject({ ok: true });
	// the 31st comes back after the shorter month
	expect(await shown()).toEqual(['2027-01-31', '2027-03-31']);
	const [last] = await open();
	expect(last).toMatchObject({ dueOn: '2027-03-31', responsible: 'Vera Vang' });
	// nobody lays one down whose task it is not, or that is not done
	const forged = (who: Someone, task: string) =>
		on(who).act((acting) => acting.first(repeatGroupTask(task, randomUUID(), '2028-01-01')));
	expect(await forged(stranger, next!.id)).toEqual({ laid: false });
	expect(await forged(leader, last!.id)).toEqual({ laid: false });
	// given up, it comes no more
	expect(await finish(leader, last!.id, 'cancelled', 'Ikke mere')).toMatchObject({ ok: true });
	expect(await open()).toEqual([]);
	expect(await shown()).toEqual(['2027-01-31', '2027-03-31']);
});
