/** Every form of a meeting's document twice: done once, and told as done both times. */
import { expect, test } from 'vitest';
import type { Acting } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { listAgenda, listParticipants, listSendings } from './agenda.queries.ts';
import { changeMeeting } from './change-meeting.ts';
import { conveneMeeting } from './convene-meeting.ts';
import { cancelMeeting, inviteToMeeting } from './invite-to-meeting.ts';
import { addAgendaItem, changeAgendaItem, removeAgendaItem } from './keep-agenda.ts';
import { addParticipant, removeParticipant } from './keep-participants.ts';
import { findMeeting } from './meeting.queries.ts';
import { explainDecisions, sendMinutes } from './send-minutes.ts';
import { draftedMeeting, ITEM, newItem, NOW, PLAN, shownNow } from './test-meeting.ts';
import { beginMinutes, writeMinutes } from './write-minutes.ts';

const database = await testDatabase();
const DONE = { ok: true };

async function drafted() {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const on =
		(day?: string) =>
		<Result>(work: (acting: Acting) => Promise<Result>) =>
			world.as(story.tovholder, day).act(work);
	const see = world.as(story.tovholder).see;
	const shown = () => on()((acting) => shownNow(acting, story.pathway, story.meeting));
	return { ...story, world, on, act: on(), see, shown };
}

test('a plan, an item and a participant are written once, and never meet a conflict with themselves', async () => {
	const { act, see, pathway, meeting, shown } = await drafted();
	const plan = { ...PLAN, purpose: 'Et sted at bo ved vandet' };
	const { version } = (await see(findMeeting(pathway, meeting)))[0]!;
	for (let times = 0; times < 2; times += 1)
		expect(
			await act((acting) => changeMeeting(acting, pathway, meeting, version, plan))
		).toMatchObject(DONE);
	expect(
		await act((acting) => changeMeeting(acting, pathway, meeting, version, PLAN))
	).toMatchObject({ reason: 'stale' });

	const item = newItem({ title: 'Huslejen' });
	for (let times = 0; times < 2; times += 1)
		expect(await act((acting) => addAgendaItem(acting, pathway, meeting, item))).toEqual({
			ok: true,
			value: true
		});
	expect(
		await act((acting) => addAgendaItem(acting, pathway, meeting, { ...item, title: 'Flytning' }))
	).toMatchObject({ reason: 'stale' });
	const change = { ...ITEM, title: 'Husleje og indskud' };
	for (let times = 0; times < 2; times += 1)
		expect(
			await act((acting) => changeAgendaItem(acting, pathway, meeting, item.id, 1, change))
		).toMatchObject(DONE);
	for (let times = 0; times < 2; times += 1)
		expect(
			await act((acting) => removeAgendaItem(acting, pathway, meeting, item.id, 2))
		).toMatchObject(DONE);
	expect(await see(listAgenda(meeting))).toHaveLength(1);

	const guest = {
		id: crypto.randomUUID(),
		kind: 'guest',
		name: 'Præsten',
		reason: 'Kender Amina'
	} as const;
	const without = await shown();
	const add = (name: string) =>
		act((acting) => addParticipant(acting, pathway, meeting, without, { ...guest, name }));
	for (let times = 0; times < 2; times += 1) expect(await add('Præsten')).toMatchObject(DONE);
	expect(await add('Naboen')).toMatchObject({ reason: 'already-on-list' });
	const withThem = await shown();
	for (let times = 0; times < 2; times += 1)
		expect(
			await act((acting) => removeParticipant(acting, pathway, meeting, withThem, guest.id))
		).toMatchObject(DONE);
	expect((await see(listParticipants(meeting))).map(({ name }) => name)).not.toContain('Præsten');
});

test('an invitation, minutes and their explanation leave once', async () => {
	const { act, on, see, pathway, meeting, shown } = await drafted();
	const twice = async (once: (shown: string) => Promise<{ ok: boolean }>) => {
		const before = await shown();
		for (let times = 0; times < 2; times += 1) expect(await once(before)).toMatchObject(DONE);
	};
	await twice((seen) => act((acting) => inviteToMeeting(acting, pathway, meeting, seen, NOW)));
	const day = on('2026-05-20');
	await twice((seen) => day((acting) => beginMinutes(acting, pathway, meeting, seen)));
	const { version } = (await see(findMeeting(pathway, meeting)))[0]!;
	const participants = await see(listParticipants(meeting));
	const written = {
		version,
		minutes: 'Alle var enige.',
		withoutCitizen: '',
		attended: participants.map(({ id }) => id),
		shown: [],
		outcomes: []
	};
	await twice(() => day((acting) => writeMinutes(acting, pathway, meeting, written)));
	expect(
		await day((acting) => writeMinutes(acting, pathway, meeting, { ...written, minutes: 'Ingen.' }))
	).toMatchObject({ reason: 'stale' });
	await twice((seen) => day((acting) => sendMinutes(acting, pathway, meeting, seen, NOW)));
	const explanation = { on: '2026-05-20', how: 'explained', note: 'Gået igennem' } as const;
	await twice((seen) =>
		day((acting) => explainDecisions(acting, pathway, meeting, seen, explanation))
	);
	expect((await see(listSendings(meeting))).map(({ kind }) => kind).sort()).toEqual([
		'invitation',
		'minutes'
	]);
});

test('a meeting is called off once', async () => {
	const { act, see, pathway, meeting, shown } = await drafted();
	const draft = await shown();
	await act((acting) => inviteToMeeting(acting, pathway, meeting, draft, NOW));
	const invited = await shown();
	for (let times = 0; times < 2; times += 1)
		expect(await act((acting) => cancelMeeting(acting, pathway, meeting, invited))).toMatchObject(
			DONE
		);
	expect(await see(listSendings(meeting))).toHaveLength(2);
});

test('a meeting is convened once; another plan under its id is told what was saved', async () => {
	const { act, pathway } = await drafted();
	const id = crypto.randomUUID();
	const convene = (purpose: string) =>
		act((acting) => conveneMeeting(acting, pathway, { ...PLAN, id, purpose }));
	expect(await convene('Arbejde')).toEqual({ ok: true, value: { id } });
	expect(await convene('Arbejde')).toEqual({ ok: true, value: { id } });
	expect(await convene('Fritid')).toMatchObject({
		reason: 'sent-before',
		saved: { purpose: 'Arbejde' }
	});
});
