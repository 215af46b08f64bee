/** A meeting: who reads and writes it, who is on the list, and how it is called off. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { listAgenda, listParticipants } from './agenda.queries.ts';
import { changeMeeting } from './change-meeting.ts';
import { conveneMeeting } from './convene-meeting.ts';
import { addAgendaItem, changeAgendaItem } from './keep-agenda.ts';
import { findMeeting, listMeetings } from './meeting.queries.ts';
import {
	ITEM,
	NOW,
	PLAN,
	addParticipant,
	beginMinutes,
	cancelMeeting,
	draftedMeeting,
	invite,
	inviteToMeeting,
	newItem,
	outboxOf,
	removeParticipant
} from './test-meeting.ts';

const database = await testDatabase();

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
	await invite(world, story, tovholder);
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
	const story = await draftedMeeting(world);
	const { helper, meeting } = story;
	await invite(world, story, story.tovholder);
	const names = (await world.as(helper).see(listParticipants(meeting))).map(({ name }) => name);
	expect(names[0]).toBe('');
	expect(names.slice(1).sort()).toEqual(['Hans Hjælper', 'Tove Tovholder']);
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
		kind: 'meeting-uninvited',
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
