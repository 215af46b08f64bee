/** The minutes: on the day, with what comes of them. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import { listOpenTasks } from '#features/tasks/server/task.queries.ts';
import { listParticipants, listSendings } from './agenda.queries.ts';
import { findMeeting } from './meeting.queries.ts';
import {
	NOW,
	beginMinutes,
	change,
	draftedMeeting,
	explainDecisions,
	found,
	heldMeeting,
	invite,
	minuted,
	outboxOf,
	sendMinutes,
	shownNow,
	takeBackMinutes
} from './test-meeting.ts';
import { tickAttendance } from './write-along.ts';
import { takeBackMinutes as takeBackAsShown, writeMinutes } from './write-minutes.ts';

const database = await testDatabase();

test('R-162, R-169, R-170, R-133 the minutes: written on the day, with tasks, sent to all, explained, closed', async () => {
	const world = await newWorld(database);
	const story = await heldMeeting(world);
	const { pathway, meeting, tovholder, helper, citizen, shelter, onTheDay, item } = story;
	const send = () => onTheDay.act((acting) => sendMinutes(acting, pathway, meeting, NOW));
	expect(await send()).toMatchObject({ reason: 'minutes-are-empty' });
	expect(await minuted(world, story)).toEqual({ ok: true, value: true });
	await onTheDay.act((acting) =>
		addTask(acting, pathway, {
			id: randomUUID(),
			title: 'Ring til boligforeningen',
			category: 'meetings',
			responsible: { person: helper.person, organisation: shelter },
			dueOn: '2026-05-27',
			meeting,
			agendaItem: item.id
		})
	);
	const before = (await outboxOf(world)).length;
	expect(await send()).toEqual({ ok: true, value: true });
	const mails = (await outboxOf(world)).slice(before);
	expect(mails.map(({ kind, person }) => [kind, person]).sort()).toEqual(
		[helper, citizen].map(({ person }) => ['minutes-sent', person]).sort()
	);
	const [kept] = await world.as(citizen).see(listSendings(meeting));
	expect(kept!.content).toMatchObject({
		minutes: 'Vi blev enige om næste skridt.',
		outcomes: ['Hans ringer'],
		tasks: [{ title: 'Ring til boligforeningen', responsible: 'Hans Hjælper', dueOn: '2026-05-27' }]
	});
	expect((await send()).ok).toBe(true);
	expect(await minuted(world, story)).toMatchObject({ reason: 'minutes-not-open' });

	const open = await world.as(tovholder).see(listOpenTasks(pathway));
	expect(open.map(({ title, dueOn }) => [title, dueOn]).sort()).toEqual([
		['', '2026-05-27'],
		['Ring til boligforeningen', '2026-05-27']
	]);
	const explain = (on: string) =>
		world
			.as(tovholder, '2026-05-22')
			.act((acting) =>
				explainDecisions(acting, pathway, meeting, { on, how: 'explained', note: 'Hun gentog det' })
			);
	expect(await explain('2026-05-19')).toMatchObject({ reason: 'explained-too-early' });
	expect(await explain('2026-05-23')).toMatchObject({ reason: 'explained-too-early' });
	expect((await explain('2026-05-22')).ok).toBe(true);
	expect(await found(world, story)).toMatchObject({ state: 'closed', explainedOn: '2026-05-22' });
	const left = await world.as(tovholder).see(listOpenTasks(pathway));
	expect(left.map(({ title }) => title)).toEqual(['Ring til boligforeningen']);
});

test('R-169 a task whose partner has left since has nobody, and holds the minutes back', async () => {
	const world = await newWorld(database);
	const story = await heldMeeting(world);
	const { pathway, meeting, helper, shelter, onTheDay, item } = story;
	await minuted(world, story);
	const task = {
		id: randomUUID(),
		title: 'Ring',
		category: 'meetings',
		responsible: { person: helper.person, organisation: shelter },
		dueOn: null,
		meeting,
		agendaItem: item.id
	};
	expect((await onTheDay.act((acting) => addTask(acting, pathway, task))).ok).toBe(true);
	await database.owner.query(
		`update samspil.partner set state = 'ended', ended_on = '2026-05-20' where pathway_id = $1`,
		[pathway]
	);
	expect(await onTheDay.act((acting) => sendMinutes(acting, pathway, meeting, NOW))).toMatchObject({
		reason: 'task-without-responsible'
	});
});

test('L-25 with an interpreter, explaining without one does not count', async () => {
	const world = await newWorld(database);
	const story = await heldMeeting(world, {
		interpreter: 'yes',
		interpreterLanguage: 'kalaallisut'
	});
	await minuted(world, story);
	await story.onTheDay.act((acting) => sendMinutes(acting, story.pathway, story.meeting, NOW));
	const explain = (how: 'explained' | 'with-interpreter') =>
		story.onTheDay.act((acting) =>
			explainDecisions(acting, story.pathway, story.meeting, { on: '2026-05-20', how, note: 'x' })
		);
	expect(await explain('explained')).toMatchObject({ reason: 'explain-with-interpreter' });
	expect((await explain('with-interpreter')).ok).toBe(true);
});

test('minutes written in two windows: the older is refused whole', async () => {
	const world = await newWorld(database);
	const story = await heldMeeting(world);
	const { pathway, meeting, onTheDay, item } = story;
	const { version } = await found(world, story);
	const write = (version: number, itemVersion: number, outcome: string) =>
		onTheDay.act((acting) =>
			writeMinutes(acting, pathway, meeting, {
				version,
				minutes: outcome,
				withoutCitizen: '',
				attended: [],
				shown: [],
				outcomes: [
					{ item: item.id, version: itemVersion, outcome, outcomeKind: null, goesOn: false }
				]
			})
		);
	expect((await write(version, item.version, 'Første')).ok).toBe(true);
	expect(await write(version, item.version, 'Anden')).toMatchObject({ reason: 'stale' });
	expect(await write(version + 1, item.version, 'Anden')).toMatchObject({ reason: 'stale' });
	expect((await found(world, story)).minutes).toBe('Første');
});

test('who was there is ticked by several: minutes saved from an older page leave what others ticked', async () => {
	const world = await newWorld(database);
	const story = await heldMeeting(world);
	const { pathway, meeting, onTheDay, item, tovholder } = story;
	const list = () => world.as(tovholder).see(listParticipants(meeting));
	const all = (await list()).map(({ id }) => id);
	const there = async () => (await list()).filter(({ attended }) => attended).map(({ id }) => id);
	const { version } = await found(world, story);
	const write = (version: number, outcome: string, attended: string[], shown: string[]) =>
		onTheDay.act((acting) =>
			writeMinutes(acting, pathway, meeting, {
				...{ version, minutes: outcome, withoutCitizen: '', attended, shown },
				outcomes: [
					{ item: item.id, version: item.version, outcome: '', outcomeKind: null, goesOn: false }
				]
			})
		);
	// ticked on the screen of the meeting, which is no new version of the whole
	await onTheDay.act((acting) => tickAttendance(acting, pathway, meeting, all, []));
	expect((await write(version, 'Første', [], [])).ok).toBe(true);
	expect(await there()).toEqual(all);
	// refused once, and sent again on top of what is saved now with the ticks of the older page
	expect(await write(version, 'Anden', [], [])).toMatchObject({ reason: 'stale' });
	expect((await write(version + 1, 'Anden', [], [])).ok).toBe(true);
	expect(await there()).toEqual(all);
	// what one unticks oneself is unticked
	expect((await write(version + 2, 'Anden', all.slice(1), all)).ok).toBe(true);
	expect(await there()).toEqual(all.slice(1));
});

test('R-162 minutes are not begun before the day', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	await invite(world, story, story.tovholder);
	expect(
		await world
			.as(story.tovholder, '2026-05-19')
			.act((acting) => beginMinutes(acting, story.pathway, story.meeting))
	).toMatchObject({ reason: 'meeting-not-yet' });
});

test('R-169 what came to a task is sent when somebody has been given it', async () => {
	const world = await newWorld(database);
	const story = await heldMeeting(world);
	const { pathway, meeting, helper, shelter, onTheDay, item } = story;
	await minuted(world, story);
	await database.owner.query(`update samspil.agenda_item set outcome_kind = 'task' where id = $1`, [
		item.id
	]);
	const send = () => onTheDay.act((acting) => sendMinutes(acting, pathway, meeting, NOW));
	expect(await send()).toMatchObject({ reason: 'item-without-task' });
	await onTheDay.act((acting) =>
		addTask(acting, pathway, {
			...{ id: randomUUID(), title: 'Ring til boligforeningen', category: 'meetings' },
			responsible: { person: helper.person, organisation: shelter },
			...{ dueOn: null, meeting, agendaItem: item.id }
		})
	);
	expect(await send()).toMatchObject({ ok: true });
});

test('R-162 minutes begun by mistake are taken back while nothing is written, by the tovholder alone', async () => {
	const world = await newWorld(database);
	const story = await heldMeeting(world);
	const { pathway, meeting, helper, tovholder, onTheDay } = story;
	const takeBack = () => onTheDay.act((acting) => takeBackMinutes(acting, pathway, meeting));
	expect(
		await world.as(helper).act((acting) => takeBackMinutes(acting, pathway, meeting))
	).toMatchObject({ reason: 'not-there' });
	const mails = (await outboxOf(world)).length;
	expect(await takeBack()).toEqual({ ok: true, value: true });
	expect(await takeBack()).toEqual({ ok: true, value: true });
	expect((await found(world, story)).state).toBe('invited');
	expect(await outboxOf(world)).toHaveLength(mails);
	// It is moved as any meeting that people are invited to.
	const later = {
		startsAt: new Date('2026-05-20T13:00:00Z'),
		endsAt: new Date('2026-05-20T14:00:00Z')
	};
	expect(await change(world, story, later)).toEqual({ ok: true, value: { sent: true } });
	await onTheDay.act((acting) => beginMinutes(acting, pathway, meeting));
	expect((await minuted(world, story)).ok).toBe(true);
	expect(await takeBack()).toMatchObject({ reason: 'minutes-are-written' });
	expect((await world.as(tovholder).see(findMeeting(pathway, meeting)))[0]!.state).toBe('minutes');
});

test('R-162 whoever has not seen what was written meanwhile takes no minutes back', async () => {
	const world = await newWorld(database);
	const story = await heldMeeting(world);
	const { pathway, meeting, onTheDay } = story;
	const shown = await onTheDay.act((acting) => shownNow(acting, pathway, meeting));
	await minuted(world, story);
	expect(
		await onTheDay.act((acting) => takeBackAsShown(acting, pathway, meeting, shown))
	).toMatchObject({ reason: 'changed-since' });
});
