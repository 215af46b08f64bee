/** What was not talked about goes on at the next meeting by itself. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { listAgenda } from './agenda.queries.ts';
import { conveneMeeting } from './convene-meeting.ts';
import { addAgendaItem, removeAgendaItem } from './keep-agenda.ts';
import {
	beginMinutes,
	draftedMeeting,
	invite,
	minuted,
	newItem,
	NOW,
	PLAN,
	sendMinutes
} from './test-meeting.ts';

const database = await testDatabase();

/** A meeting at which one of three items was talked about, one was not, and one was parked; its minutes are written. */
async function held() {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { tovholder, pathway, meeting } = story;
	const as = world.as(tovholder);
	await as.act(async (acting) => {
		await addAgendaItem(acting, pathway, meeting, newItem({ title: 'Huslejen' }));
		await addAgendaItem(acting, pathway, meeting, newItem({ title: 'Parkeret', parked: true }));
	});
	await invite(world, story, tovholder);
	const onTheDay = world.as(tovholder, '2026-05-20');
	await onTheDay.act((acting) => beginMinutes(acting, pathway, meeting));
	const [item] = await as.see(listAgenda(meeting));
	const document = { ...story, onTheDay, item: item! };
	await minuted(world, document);
	const convene = async (id: string = randomUUID()) => {
		const convened = await onTheDay.act((acting) =>
			conveneMeeting(acting, pathway, {
				...PLAN,
				startsAt: new Date('2026-06-20T10:00:00Z'),
				endsAt: new Date('2026-06-20T11:00:00Z'),
				id
			})
		);
		expect(convened.ok).toBe(true);
		return { id, agenda: await onTheDay.see(listAgenda(id)) };
	};
	const send = () => onTheDay.act((acting) => sendMinutes(acting, pathway, meeting, NOW));
	return { ...document, convene, send };
}

test('the item that nobody got to stands on the next draft, and says where it comes from', async () => {
	const { convene, send } = await held();
	expect((await send()).ok).toBe(true);
	const { id, agenda } = await convene();
	expect(agenda.map(({ title, cameFromAt }) => [title, cameFromAt])).toEqual([
		['Huslejen', PLAN.startsAt]
	]);
	// The form sent once more, and another draft: it is there already.
	expect((await convene(id)).agenda).toHaveLength(1);
	expect((await convene()).agenda).toEqual([]);
});

test('taken off the draft again, it goes on at the one after it', async () => {
	const { convene, send, onTheDay, pathway } = await held();
	await send();
	const { id, agenda } = await convene();
	await onTheDay.act((acting) => removeAgendaItem(acting, pathway, id, agenda[0]!.id, 1));
	expect((await convene()).agenda.map(({ title }) => title)).toEqual(['Huslejen']);
});

test('while the minutes are being written, nothing goes on yet', async () => {
	const { convene } = await held();
	expect((await convene()).agenda).toEqual([]);
});
