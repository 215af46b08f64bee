/** Two windows on one meeting: whoever presses in the one is told what has changed from the other, and nothing is done. */
import { expect, test } from 'vitest';
import type { Acting } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import { listAgenda, listParticipants, listSendings } from './agenda.queries.ts';
import { changeMeeting } from './change-meeting.ts';
import { cancelMeeting, inviteToMeeting, sendChanges } from './invite-to-meeting.ts';
import { addAgendaItem, moveAgendaItemUp, removeAgendaItem } from './keep-agenda.ts';
import { addParticipant, removeParticipant } from './keep-participants.ts';
import { findMeeting } from './meeting.queries.ts';
import { explainDecisions, sendMinutes } from './send-minutes.ts';
import { draftedMeeting, newItem, NOW, outboxOf, PLAN, shownNow } from './test-meeting.ts';
import { beginMinutes, writeMinutes } from './write-minutes.ts';

const database = await testDatabase();
const DAY = '2026-05-20';

async function open() {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, meeting } = story;
	const on =
		(day?: string) =>
		<Result>(work: (acting: Acting) => Promise<Result>) =>
			world.as(story.tovholder, day).act(work);
	const act = on();
	const see = world.as(story.tovholder).see;
	const agenda = () => see(listAgenda(meeting));
	const people = () => see(listParticipants(meeting));
	const find = async () => (await see(findMeeting(pathway, meeting)))[0]!;
	const shown = () => act((acting) => shownNow(acting, pathway, meeting));
	const move = async (place: string) => {
		const { version } = await find();
		const plan = { ...PLAN, place };
		await act((acting) => changeMeeting(acting, pathway, meeting, version, plan));
	};
	const addItem = (title: string) =>
		act((acting) => addAgendaItem(acting, pathway, meeting, newItem({ title })));
	const invite = async (seen?: string) => {
		const before = seen ?? (await shown());
		return act((acting) => inviteToMeeting(acting, pathway, meeting, before, NOW));
	};
	return { ...story, world, on, act, see, agenda, people, find, shown, move, addItem, invite };
}

const changed = (...parts: string[]) => ({ ok: false, reason: 'changed-since', changed: parts });

test('an invitation leaves as it was read: moved from the other window, nobody is sent it', async () => {
	const { world, shown, move, invite, find } = await open();
	const before = await shown();
	await move('Værestedet');
	expect(await invite(before)).toEqual(changed('plan'));
	expect(await find()).toMatchObject({ state: 'draft' });
	expect((await outboxOf(world)).filter(({ kind }) => kind.startsWith('meeting'))).toEqual([]);
	expect(await invite()).toEqual({ ok: true, value: true });
	// What was sent from the other window is not what was read in this one.
	expect(await invite(before)).toEqual(changed('state', 'plan'));
});

test('changes are sent, and a meeting is called off, as they were read', async () => {
	const { act, see, pathway, meeting, shown, addItem, invite, find } = await open();
	await invite();
	const before = await shown();
	await addItem('Huslejen');
	expect(await act((acting) => sendChanges(acting, pathway, meeting, before))).toEqual(
		changed('agenda')
	);
	expect(await act((acting) => cancelMeeting(acting, pathway, meeting, before))).toEqual(
		changed('agenda')
	);
	expect(await see(listSendings(meeting))).toHaveLength(1);
	expect(await find()).toMatchObject({ state: 'invited' });
	const now = await shown();
	expect(await act((acting) => sendChanges(acting, pathway, meeting, now))).toMatchObject({
		ok: true
	});
	expect(await act((acting) => cancelMeeting(acting, pathway, meeting, now))).toMatchObject({
		ok: true
	});
});

test('the list is changed as it was read: also when the invitation has left meanwhile', async () => {
	const { act, pathway, meeting, shown, invite, people } = await open();
	const before = await shown();
	const add = (name: string, seen: string) =>
		act((acting) =>
			addParticipant(acting, pathway, meeting, seen, {
				id: crypto.randomUUID(),
				kind: 'guest',
				name,
				reason: 'Kender huset'
			})
		);
	expect(await add('Præsten', before)).toMatchObject({ ok: true });
	expect(await add('Naboen', before)).toEqual(changed('participants'));
	const guest = (await people()).find(({ kind }) => kind === 'guest')!;
	const remove = (seen: string) =>
		act((acting) => removeParticipant(acting, pathway, meeting, seen, guest.id));
	expect(await remove(before)).toEqual(changed('participants'));
	const draft = await shown();
	await invite();
	expect(await remove(draft)).toEqual(changed('state'));
	expect(await people()).toContainEqual(guest);
	expect(await remove(await shown())).toMatchObject({ ok: true });
});

test('an item moves past the one it was read below, and past no other', async () => {
	const { act, pathway, meeting, agenda, addItem } = await open();
	await addItem('Arbejdet');
	await addItem('Skolen');
	const [housing, work, school] = await agenda();
	const up = (item: string, version: number, above: string) =>
		act((acting) => moveAgendaItemUp(acting, pathway, meeting, item, { version, above }));
	expect(await up(work!.id, 1, housing!.id)).toMatchObject({ ok: true });
	// In the other window the school still stands below the work.
	expect(await up(school!.id, 1, work!.id)).toEqual(changed('agenda'));
	expect((await agenda()).map(({ title }) => title)).toEqual(['Arbejdet', 'Boligen', 'Skolen']);
	await act((acting) => removeAgendaItem(acting, pathway, meeting, work!.id, 2));
	expect(await up(housing!.id, 2, work!.id)).toEqual(changed('agenda'));
	expect(await up(school!.id, 1, housing!.id)).toMatchObject({ ok: true });
});

test('minutes are begun on the agenda that was read, and sent as they were read', async () => {
	const { on, pathway, meeting, shown, addItem, invite, agenda, people, find } = await open();
	await invite();
	const day = on(DAY);
	const invited = await shown();
	await addItem('Huslejen');
	const begin = (seen: string) => day((acting) => beginMinutes(acting, pathway, meeting, seen));
	expect(await begin(invited)).toEqual(changed('agenda'));
	expect(await begin(await shown())).toMatchObject({ ok: true });

	const write = async (minutes: string) => {
		const { version } = await find();
		const attended = (await people()).map(({ id }) => id);
		const written = { version, minutes, withoutCitizen: '', attended, shown: [], outcomes: [] };
		return day((acting) => writeMinutes(acting, pathway, meeting, written));
	};
	await write('Alle var enige.');
	const send = (seen: string) => day((acting) => sendMinutes(acting, pathway, meeting, seen, NOW));
	const first = await shown();
	await write('Ingen var enige.');
	expect(await send(first)).toEqual(changed('minutes'));
	const second = await shown();
	const item = (await agenda())[0]!.id;
	await day((acting) =>
		addTask(acting, pathway, {
			id: crypto.randomUUID(),
			title: 'Ring til boligforeningen',
			category: 'meetings',
			responsible: 'citizen',
			dueOn: null,
			meeting,
			agendaItem: item
		})
	);
	expect(await send(second)).toEqual(changed('tasks'));
	expect((await find()).minutesSentAt).toBeNull();
	const third = await shown();
	expect(await send(third)).toMatchObject({ ok: true });
	expect(await send(first)).toEqual(changed('state', 'minutes', 'tasks'));
});

test('R-133 closed from the other window: the explanation that stands is shown beside the one that was written', async () => {
	const { on, pathway, meeting, shown, invite, people, find } = await open();
	await invite();
	const day = on(DAY);
	const seen = await shown();
	await day((acting) => beginMinutes(acting, pathway, meeting, seen));
	const attended = (await people()).map(({ id }) => id);
	const { version } = await find();
	const explain = (shownThen: string, note: string) =>
		day((acting) =>
			explainDecisions(acting, pathway, meeting, shownThen, { on: DAY, how: 'explained', note })
		);
	await day((acting) =>
		writeMinutes(acting, pathway, meeting, {
			version,
			minutes: 'Enige',
			withoutCitizen: '',
			attended,
			shown: [],
			outcomes: []
		})
	);
	const written = await shown();
	await day((acting) => sendMinutes(acting, pathway, meeting, written, NOW));
	expect(await explain(written, 'Hun gentog det')).toEqual(changed('state'));
	const sent = await shown();
	expect(await explain(sent, 'Hun gentog det')).toMatchObject({ ok: true });
	expect(await explain(sent, 'Han læste det højt')).toEqual({
		ok: false,
		reason: 'explained-since',
		saved: { on: DAY, how: 'explained', note: 'Hun gentog det' }
	});
	expect(await find()).toMatchObject({ state: 'closed', explainedNote: 'Hun gentog det' });
});
