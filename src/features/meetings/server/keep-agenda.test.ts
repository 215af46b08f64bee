/** The agenda, before and after the invitation. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { listAgenda, listParticipants, listSendings } from './agenda.queries.ts';
import { addAgendaItem, moveAgendaItemUp, removeAgendaItem } from './keep-agenda.ts';
import { draftedMeeting, invite, newItem, removeParticipant, sendChanges } from './test-meeting.ts';

const database = await testDatabase();

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

test('an item is owned by one of those who take part, who are all told; taken off the list they own nothing', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder, helper } = story;
	const participants = await world.as(tovholder).see(listParticipants(meeting));
	const owner = participants.find(({ person }) => person === helper.person)!.id;
	const add = (item: object) =>
		world
			.as(tovholder)
			.act((acting) => addAgendaItem(acting, pathway, meeting, newItem({ title: 'Nyt', ...item })));
	expect(await add({ owner: randomUUID() })).toMatchObject({ reason: 'owner-not-on-list' });
	expect((await add({ owner })).ok).toBe(true);
	const owners = async () =>
		(await world.as(tovholder).see(listAgenda(meeting))).map((each) => each.owner);
	expect(await owners()).toEqual([null, owner]);
	await invite(world, story, tovholder);
	const [sent] = await world.as(tovholder).see(listSendings(meeting));
	expect(sent!.content).toMatchObject({
		agenda: [{}, { owner: participants.findIndex(({ id }) => id === owner) }]
	});
	await world.as(tovholder).act((acting) => removeParticipant(acting, pathway, meeting, owner));
	expect(await world.as(tovholder).see(listAgenda(meeting))).toMatchObject([
		{ owner: null },
		{ owner: null }
	]);
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
