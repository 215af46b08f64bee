import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { contentHash, type Json } from '#features/documents/content.rules.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import { listOpenTasks } from '#features/tasks/server/task.queries.ts';
import { listAgenda, listParticipants, listSendings } from './agenda.queries.ts';
import { changeMeeting } from './change-meeting.ts';
import { conveneMeeting } from './convene-meeting.ts';
import {
	addAgendaItem,
	changeAgendaItem,
	moveAgendaItemUp,
	removeAgendaItem
} from './keep-agenda.ts';
import { findMeeting, listMeetings } from './meeting.queries.ts';
import {
	addParticipant,
	beginMinutes,
	cancelMeeting,
	draftedMeeting,
	explainDecisions,
	inviteToMeeting,
	ITEM,
	newItem,
	NOW,
	outboxOf,
	PLAN,
	removeParticipant,
	sendChanges,
	sendMinutes
} from './test-meeting.ts';
import { writeMinutes } from './write-minutes.ts';

const database = await testDatabase();

type Story = Awaited<ReturnType<typeof draftedMeeting>>;

const invite = (world: World, { pathway, meeting }: Story, as: Someone) =>
	world.as(as).act((acting) => inviteToMeeting(acting, pathway, meeting, NOW));
const found = async (world: World, { pathway, meeting, tovholder }: Story) =>
	(await world.as(tovholder).see(findMeeting(pathway, meeting)))[0]!;
const change = async (world: World, story: Story, plan: Partial<typeof PLAN>) => {
	const { version } = await found(world, story);
	return world
		.as(story.tovholder)
		.act((acting) =>
			changeMeeting(acting, story.pathway, story.meeting, version, { ...PLAN, ...plan })
		);
};

/** A meeting that has been held: invited on 4 May, minutes begun on 20 May. */
async function heldMeeting(world: World, plan: Partial<typeof PLAN> = {}) {
	const story = await draftedMeeting(world, plan);
	await invite(world, story, story.tovholder);
	const onTheDay = world.as(story.tovholder, '2026-05-20');
	await onTheDay.act((acting) => beginMinutes(acting, story.pathway, story.meeting));
	const [item] = await world.as(story.tovholder).see(listAgenda(story.meeting));
	return { ...story, onTheDay, item: item! };
}

/** Writes minutes with somebody present. */
async function minuted(world: World, story: Awaited<ReturnType<typeof heldMeeting>>) {
	const participants = await world.as(story.tovholder).see(listParticipants(story.meeting));
	const { version } = await found(world, story);
	return story.onTheDay.act((acting) =>
		writeMinutes(acting, story.pathway, story.meeting, {
			version,
			minutes: 'Vi blev enige om næste skridt.',
			attended: [participants[0]!.id],
			outcomes: [
				{ item: story.item.id, version: story.item.version, outcome: 'Hans ringer', parked: false }
			]
		})
	);
}

test('R-157 nobody but the current tovholder convenes or writes a meeting', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const companion = await world.companion(story.pathway, 'Sara Søster', ['meetings']);
	const others = [story.helper, story.colleague, story.leader, story.citizen, companion];
	for (const other of [...others, await world.administrator()]) {
		const { pathway, meeting } = story;
		const tried = await world.as(other).act(async (acting) => [
			await conveneMeeting(acting, pathway, { ...PLAN, id: randomUUID() }),
			await changeMeeting(acting, pathway, meeting, 1, PLAN),
			await addAgendaItem(acting, pathway, meeting, newItem()),
			await addParticipant(acting, pathway, meeting, {
				id: randomUUID(),
				kind: 'guest',
				name: 'x',
				reason: 'x'
			}),
			await inviteToMeeting(acting, pathway, meeting, NOW),
			await cancelMeeting(acting, pathway, meeting),
			await beginMinutes(acting, pathway, meeting)
		]);
		for (const answer of tried) expect(answer).toMatchObject({ ok: false, reason: 'not-there' });
	}
	expect(await outboxOf(world)).toEqual([]);
});

test('those who are covered for meetings read it, and nobody else; by a guessed pathway neither', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, tovholder, helper, citizen, colleague, leader } = story;
	const sees = async (someone: Someone) =>
		(await world.as(someone).see(listMeetings(pathway))).length;
	for (const someone of [tovholder, helper, citizen]) expect(await sees(someone)).toBe(1);
	const notOpened = await world.companion(pathway, 'Karl Kammerat', ['housing']);
	for (const someone of [colleague, leader, notOpened, await world.administrator()])
		expect(await sees(someone)).toBe(0);
	const next = await world.coordinatedPathway();
	expect(await world.as(tovholder).see(findMeeting(next.pathway, story.meeting))).toEqual([]);
	expect(await world.as(next.tovholder).see(findMeeting(pathway, story.meeting))).toEqual([]);
});

test('a partner who may not know who the citizen is, does not read it on the list of participants', async () => {
	const world = await newWorld(database);
	const { helper, meeting } = await draftedMeeting(world);
	const names = (await world.as(helper).see(listParticipants(meeting))).map(({ name }) => name);
	expect(names[0]).toBe('');
	expect(names.slice(1).sort()).toEqual(['Hans Hjælper', 'Tove Tovholder']);
});

test('an invitation says everything that is missing, and sends nothing', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world, {
		place: '',
		placeAgreedOn: null,
		interpreter: 'unknown',
		companionNote: ''
	});
	expect(await invite(world, story, story.tovholder)).toEqual({
		ok: false,
		reason: 'invitation-incomplete',
		missing: ['place-not-asked', 'interpreter-not-decided', 'companion-not-discussed']
	});
	expect(await outboxOf(world)).toEqual([]);
	expect((await found(world, story)).state).toBe('draft');
});

test('a participant whose consent was withdrawn before the invitation is not sent one', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[story.consentForMeetings]
	);
	expect(await invite(world, story, story.tovholder)).toMatchObject({
		missing: ['participant-not-covered']
	});
});

test('L-8, L-20 the invitation is kept as it was sent, and the mails say nothing about the citizen', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder, helper, citizen } = story;
	expect(await invite(world, story, tovholder)).toEqual({ ok: true, value: true });
	const mails = await outboxOf(world);
	expect(mails.map(({ kind }) => kind)).toEqual(Array(3).fill('meeting-invitation'));
	expect(new Set(mails.map(({ person }) => person))).toEqual(
		new Set([tovholder.person, helper.person, citizen.person])
	);
	const pathOf = (who: Someone) => mails.find(({ person }) => person === who.person)!.words;
	expect(pathOf(citizen)).toEqual({ path: '/me' });
	expect(pathOf(helper)).toEqual({ path: `/pathways/${pathway}/meetings/${meeting}` });
	expect(mails[0]!.calendar).toMatchObject({
		id: meeting,
		sequence: 0,
		startsAt: '2026-05-20T10:00:00.000Z',
		endsAt: '2026-05-20T11:00:00.000Z',
		method: 'REQUEST'
	});
	for (const secret of ['Amina', 'bo', 'Biblioteket', 'Boligen', 'Lejemålet', 'søster'])
		expect(JSON.stringify(mails.map(({ words, calendar }) => [words, calendar]))).not.toContain(
			secret
		);
	const [sending] = await world.as(tovholder).see(listSendings(meeting));
	expect(sending).toMatchObject({ kind: 'invitation', sentByName: 'Tove Tovholder' });
	expect(await contentHash(sending!.content as Json)).toBe(sending!.hash);
	await expect(
		database.pools.app.query('update samspil.meeting_sending set content = $1', ['{}'])
	).rejects.toThrow(/permission denied/);
});

test('a citizen who got an account after the list was made is told too', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	await database.owner.query(
		`update samspil.meeting_participant set person_id = null where meeting_id = $1 and kind = 'citizen'`,
		[story.meeting]
	);
	await invite(world, story, story.tovholder);
	const told = (await outboxOf(world)).map(({ person }) => person);
	expect(told).toContain(story.citizen.person);
});

test('a second press does not invite twice', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const both = await Promise.all([
		invite(world, story, story.tovholder),
		invite(world, story, story.tovholder)
	]);
	expect(both.map(({ ok }) => ok)).toEqual([true, true]);
	expect(await outboxOf(world)).toHaveLength(3);
});

test('a new time is sent at once as the same event with a higher number; another room is sent without one', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	await invite(world, story, story.tovholder);
	const later = {
		startsAt: new Date('2026-05-21T10:00:00Z'),
		endsAt: new Date('2026-05-21T11:00:00Z')
	};
	expect(await change(world, story, later)).toEqual({ ok: true, value: { sent: true } });
	expect(await change(world, story, later)).toEqual({ ok: true, value: { sent: false } });
	expect(await change(world, story, { ...later, place: 'Værestedet' })).toMatchObject({
		value: { sent: true }
	});
	const sent = (await outboxOf(world)).slice(3);
	expect(sent.map(({ kind, calendar }) => [kind, calendar?.sequence])).toEqual([
		...Array(3).fill(['meeting-invitation', 1]),
		...Array(2).fill(['notice', undefined])
	]);
	expect((await found(world, story)).calendarSequence).toBe(1);
	expect(await world.as(story.tovholder).see(listSendings(story.meeting))).toHaveLength(3);
});

test('what the invitation stood on is not taken back afterwards', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	await invite(world, story, story.tovholder);
	expect(await change(world, story, { place: '' })).toMatchObject({ reason: 'place-not-asked' });
	expect(await change(world, story, { interpreter: 'unknown' })).toMatchObject({
		reason: 'interpreter-not-decided'
	});
	expect(await change(world, story, { companionNote: '' })).toMatchObject({
		reason: 'companion-not-discussed'
	});
});

test('a save on top of an older version writes nothing', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder } = story;
	const save = (purpose: string) =>
		world
			.as(tovholder)
			.act((acting) => changeMeeting(acting, pathway, meeting, 1, { ...PLAN, purpose }));
	const both = await Promise.all([save('Første'), save('Anden')]);
	expect(both.map((each) => each.ok || each.reason).sort()).toEqual(['stale', true]);
	const [item] = await world.as(tovholder).see(listAgenda(meeting));
	const rename = (title: string) =>
		world
			.as(tovholder)
			.act((acting) => changeAgendaItem(acting, pathway, meeting, item!.id, 1, { ...ITEM, title }));
	expect((await rename('Boligen og huslejen')).ok).toBe(true);
	expect(await rename('Kun boligen')).toMatchObject({ reason: 'stale' });
});

test('R-163 an item that comes late says why, and everybody reads it', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder, helper } = story;
	await invite(world, story, tovholder);
	const add = (day: string, item: object = {}) =>
		world
			.as(tovholder, day)
			.act((acting) => addAgendaItem(acting, pathway, meeting, newItem({ title: 'Nyt', ...item })));
	expect((await add('2026-05-18')).ok).toBe(true);
	expect(await add('2026-05-19')).toMatchObject({ reason: 'agenda-too-late' });
	expect((await add('2026-05-19', { parked: true })).ok).toBe(true);
	expect((await add('2026-05-19', { lateReason: 'Opsagt i går' })).ok).toBe(true);
	const read = await world.as(helper).see(listAgenda(meeting));
	expect(read.map(({ lateReason, parked }) => [lateReason, parked])).toEqual([
		['', false],
		['', false],
		['Opsagt i går', false],
		['', true]
	]);
	const send = () => world.as(tovholder).act((acting) => sendChanges(acting, pathway, meeting));
	expect((await send()).ok).toBe(true);
	const sent = await world.as(tovholder).see(listSendings(meeting));
	expect((await send()).ok).toBe(true);
	expect(await world.as(tovholder).see(listSendings(meeting))).toEqual(sent);
});

test('items change places, and leave a draft but not an invitation', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder } = story;
	const as = world.as(tovholder);
	await as.act((acting) => addAgendaItem(acting, pathway, meeting, newItem({ title: 'Arbejdet' })));
	const titles = async () => (await as.see(listAgenda(meeting))).map(({ title }) => title);
	const itemOf = async (wanted: string) =>
		(await as.see(listAgenda(meeting))).find(({ title }) => title === wanted)!;
	const idOf = async (wanted: string) => (await itemOf(wanted)).id;
	const work = await idOf('Arbejdet');
	const shown = { version: 1, above: await idOf('Boligen') };
	// Pressed twice, it moves once.
	for (let times = 0; times < 2; times += 1) {
		expect(
			await as.act((acting) => moveAgendaItemUp(acting, pathway, meeting, work, shown))
		).toEqual({ ok: true, value: true });
		expect(await titles()).toEqual(['Arbejdet', 'Boligen']);
	}
	const remove = (item: string, version: number) =>
		as.act((acting) => removeAgendaItem(acting, pathway, meeting, item, version));
	// What has been changed since it was read is not taken off unread.
	expect(await remove(work, 1)).toEqual({ ok: false, reason: 'stale' });
	expect(await titles()).toEqual(['Arbejdet', 'Boligen']);
	const { version } = await itemOf('Arbejdet');
	expect(await remove(work, version)).toEqual({ ok: true, value: true });
	expect(await remove(work, version)).toEqual({ ok: true, value: true });
	await invite(world, story, tovholder);
	const housing = await itemOf('Boligen');
	expect(await remove(housing.id, housing.version)).toMatchObject({ reason: 'agenda-was-sent' });
	expect(await titles()).toEqual(['Boligen']);
});

test('R-156, R-160 who is on the list: not the citizen off it, nobody twice, nobody who is not covered', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder, helper, colleague, shelter } = story;
	const as = world.as(tovholder);
	const add = (someone: Someone) =>
		as.act((acting) =>
			addParticipant(acting, pathway, meeting, {
				id: randomUUID(),
				kind: 'person',
				person: someone.person,
				organisation: shelter,
				reason: 'x'
			})
		);
	expect(await add(helper)).toMatchObject({ reason: 'already-on-list' });
	expect(await add(colleague)).toMatchObject({ reason: 'participant-not-covered' });
	const list = await as.see(listParticipants(meeting));
	const remove = (kind: 'citizen' | 'person', who?: Someone) => {
		const { id } = list.find((each) => each.kind === kind && (!who || each.person === who.person))!;
		return as.act((acting) => removeParticipant(acting, pathway, meeting, id));
	};
	expect(await remove('citizen')).toMatchObject({ reason: 'citizen-stays' });
	await invite(world, story, tovholder);
	expect((await remove('person', helper)).ok).toBe(true);
	const last = (await outboxOf(world)).at(-1)!;
	expect(last).toMatchObject({
		kind: 'meeting-cancelled',
		person: helper.person,
		words: { path: '/' },
		calendar: { method: 'CANCEL', sequence: 1 }
	});
});

test('a meeting that is called off leaves the calendars it was in; a draft leaves quietly', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const cancel = () =>
		world.as(story.tovholder).act((acting) => cancelMeeting(acting, story.pathway, story.meeting));
	await invite(world, story, story.tovholder);
	expect((await cancel()).ok).toBe(true);
	expect((await cancel()).ok).toBe(true);
	const sent = (await outboxOf(world)).slice(3);
	expect(sent.map(({ kind, calendar }) => [kind, calendar?.method, calendar?.sequence])).toEqual(
		Array(3).fill(['meeting-cancelled', 'CANCEL', 1])
	);
	const other = await newWorld(database);
	const { pathway, meeting, tovholder } = await draftedMeeting(other);
	await other.as(tovholder).act((acting) => cancelMeeting(acting, pathway, meeting));
	expect(await outboxOf(other)).toEqual([]);
});

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
				attended: [],
				outcomes: [{ item: item.id, version: itemVersion, outcome, parked: false }]
			})
		);
	expect((await write(version, item.version, 'Første')).ok).toBe(true);
	expect(await write(version, item.version, 'Anden')).toMatchObject({ reason: 'stale' });
	expect(await write(version + 1, item.version, 'Anden')).toMatchObject({ reason: 'stale' });
	expect((await found(world, story)).minutes).toBe('Første');
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
