/** What was not talked about goes on at the next meeting by itself. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import { listAgenda, listSendings } from './agenda.queries.ts';
import { conveneMeeting } from './convene-meeting.ts';
import { askCorrection, takeInCorrection } from './correct-minutes.ts';
import { listCorrections } from './correction.queries.ts';
import { findGoesOn } from './parked.queries.ts';
import { addAgendaItem, changeAgendaItem, removeAgendaItem } from './keep-agenda.ts';
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

const JUNE = {
	startsAt: new Date('2026-06-20T10:00:00Z'),
	endsAt: new Date('2026-06-20T11:00:00Z')
};

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
	const convene = async (id: string = randomUUID(), when = JUNE) => {
		const convened = await onTheDay.act((acting) =>
			conveneMeeting(acting, pathway, {
				...PLAN,
				...when,
				id
			})
		);
		expect(convened.ok).toBe(true);
		return { id, agenda: await onTheDay.see(listAgenda(id)) };
	};
	const send = () => onTheDay.act((acting) => sendMinutes(acting, pathway, meeting, NOW));
	const titles = async (next: string) =>
		(await onTheDay.see(listAgenda(next))).map(({ title, parked, cameFromAt }) => [
			title,
			parked,
			cameFromAt
		]);
	/** The places of the items of which the minutes that were sent last say that they go on. */
	const saidToGoOn = async () => {
		const [sent] = await onTheDay.see(listSendings(meeting));
		expect(sent?.kind).toBe('minutes');
		return (sent!.content as { notReached?: number[] }).notReached;
	};
	const goesOn = async () => (await onTheDay.see(findGoesOn(pathway, meeting)))[0];
	return { ...document, world, convene, send, titles, saidToGoOn, goesOn };
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

test('R-162 what nobody got to stands on the next meeting that is prepared already, once', async () => {
	const { convene, send, titles, goesOn } = await held();
	const later = {
		startsAt: new Date('2026-07-20T10:00:00Z'),
		endsAt: new Date('2026-07-20T11:00:00Z')
	};
	const [july, june] = [await convene(randomUUID(), later), await convene()];
	expect((await send()).ok).toBe(true);
	expect((await send()).ok).toBe(true);
	expect(await titles(june.id)).toEqual([['Huslejen', false, PLAN.startsAt]]);
	expect(await titles(july.id)).toEqual([]);
	expect(await goesOn()).toEqual({ meeting: june.id, day: '2026-06-20', isParked: false });
});

/** Calls a meeting together, as if its invitation had been sent long ago. */
const called = (meeting: string) =>
	database.owner.query(
		"update samspil.meeting set state = 'invited', invited_at = now() where id = $1",
		[meeting]
	);

test('R-163 where everybody has had the next agenda too long it waits there, to be let in with a reason', async () => {
	const { convene, send, titles, onTheDay, pathway, goesOn } = await held();
	const next = await convene(randomUUID(), {
		startsAt: new Date('2026-05-21T10:00:00Z'),
		endsAt: new Date('2026-05-21T11:00:00Z')
	});
	await called(next.id);
	expect((await send()).ok).toBe(true);
	expect(await titles(next.id)).toEqual([['Huslejen', true, PLAN.startsAt]]);
	expect(await goesOn()).toEqual({ meeting: next.id, day: '2026-05-21', isParked: true });
	const [item] = await onTheDay.see(listAgenda(next.id));
	const letIn = (lateReason: string) =>
		onTheDay.act((acting) =>
			changeAgendaItem(acting, pathway, next.id, item!.id, item!.version, {
				title: item!.title,
				aim: item!.aim,
				minutes: item!.minutes,
				owner: item!.owner,
				parked: false,
				lateReason
			})
		);
	expect(await letIn('')).toMatchObject({ reason: 'agenda-too-late' });
	expect(await letIn('Vi nåede det ikke sidst')).toMatchObject({ ok: true });
});

test('R-163 with one called for tomorrow and one for June it goes on in June', async () => {
	const { convene, send, titles } = await held();
	const tomorrow = await convene(randomUUID(), {
		startsAt: new Date('2026-05-21T10:00:00Z'),
		endsAt: new Date('2026-05-21T11:00:00Z')
	});
	const june = await convene();
	await called(tomorrow.id);
	await called(june.id);
	expect((await send()).ok).toBe(true);
	expect(await titles(tomorrow.id)).toEqual([]);
	expect(await titles(june.id)).toEqual([['Huslejen', false, PLAN.startsAt]]);
});

type Held = Awaited<ReturnType<typeof held>>;
/** Nothing stands of any item, and the common text does. */
const onlyCommonText = ({ meeting }: Held) =>
	database.owner.query("update samspil.agenda_item set outcome = '' where meeting_id = $1", [
		meeting
	]);

test.each<[string, (story: Held) => Promise<unknown>]>([
	[
		'of which a kind is told',
		({ meeting }) =>
			database.owner.query(
				"update samspil.agenda_item set outcome_kind = 'decision' where meeting_id = $1 and title = 'Huslejen'",
				[meeting]
			)
	],
	[
		'of which a task came',
		async ({ onTheDay, pathway, meeting, helper, shelter }) => {
			const agenda = await onTheDay.see(listAgenda(meeting));
			const added = await onTheDay.act((acting) =>
				addTask(acting, pathway, {
					id: randomUUID(),
					title: 'Ring om huslejen',
					category: 'meetings',
					responsible: { person: helper.person, organisation: shelter },
					dueOn: null,
					meeting,
					agendaItem: agenda.find(({ title }) => title === 'Huslejen')!.id
				})
			);
			expect(added.ok).toBe(true);
		}
	],
	['of which nobody knows, since only the common text is written', onlyCommonText]
])('R-170 an item %s is neither said nor made to go on', async (_, happens) => {
	const story = await held();
	const june = await story.convene();
	await happens(story);
	expect((await story.send()).ok).toBe(true);
	expect(await story.saidToGoOn()).toBeUndefined();
	expect(await story.titles(june.id)).toEqual([]);
	expect((await story.convene()).agenda).toEqual([]);
});

/** Takes in a correction of the first item. */
async function corrected({ world, tovholder, citizen, pathway, meeting, item }: Held) {
	const [id, later] = [randomUUID(), world.as(tovholder, '2026-05-22')];
	const words = { id, item: item.id, words: 'Jeg ringer selv' };
	await world
		.as(citizen, '2026-05-21')
		.act((acting) => askCorrection(acting, pathway, meeting, words));
	expect(await later.see(listCorrections(meeting))).toHaveLength(1);
	const [now] = await later.see(listAgenda(meeting));
	const answer = { correction: id, version: now!.version, text: 'Amina ringer selv' };
	const taken = await later.act((acting) => takeInCorrection(acting, pathway, meeting, answer));
	expect(taken.ok).toBe(true);
}

test('R-170 corrected minutes go on saying what nobody got to', async () => {
	const story = await held();
	await story.send();
	expect(await story.saidToGoOn()).toEqual([1]);
	await corrected(story);
	expect(await story.saidToGoOn()).toEqual([1]);
});

test('R-170 a correction makes no item go on of which the minutes said nothing', async () => {
	const story = await held();
	await onlyCommonText(story);
	await story.send();
	await corrected(story);
	expect(await story.saidToGoOn()).toBeUndefined();
});

test('R-162 on a meeting that begins or is called off while the minutes are sent, nothing is put', async () => {
	for (const state of ['minutes', 'cancelled']) {
		const { convene, send, titles, goesOn } = await held();
		const june = await convene();
		await called(june.id);
		const other = await database.owner.connect();
		try {
			await other.query('begin');
			await other.query('update samspil.meeting set state = $1 where id = $2', [state, june.id]);
			const sending = send();
			await expect.poll(isWaiting).toBe(true);
			await other.query('commit');
			expect((await sending).ok).toBe(true);
		} finally {
			other.release();
		}
		expect(await titles(june.id)).toEqual([]);
		expect(await goesOn()).toBeUndefined();
	}
});

/** Whether one transaction waits for another. */
const isWaiting = async () => {
	const { rowCount } = await database.owner.query(
		"select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
	);
	return rowCount! > 0;
};
