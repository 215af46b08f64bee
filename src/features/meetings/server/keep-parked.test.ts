/** What was parked at one meeting comes up at the next, told as its people on a real database. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { listAgenda } from './agenda.queries.ts';
import { conveneMeeting } from './convene-meeting.ts';
import { addAgendaItem, removeAgendaItem } from './keep-agenda.ts';
import { dropParkedItem, takeUpParked } from './keep-parked.ts';
import { listOffered } from './parked.queries.ts';
import {
	beginMinutes,
	cancelMeeting,
	draftedMeeting,
	inviteToMeeting,
	newItem,
	NOW,
	PLAN
} from './test-meeting.ts';
import { writeMinutes } from './write-minutes.ts';

const database = await testDatabase();
const DAY = '2026-05-20';
const DONE = { ok: true, value: true };

type Story = Awaited<ReturnType<typeof draftedMeeting>>;

/** A meeting that is held, at which the key to the bicycle room was parked. */
async function parkedStory() {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { tovholder, pathway, meeting } = story;
	const key = newItem({ title: 'Nøglen til cykelrummet', minutes: 10 });
	await world.as(tovholder).act((acting) => addAgendaItem(acting, pathway, meeting, key));
	await world.as(tovholder).act((acting) => inviteToMeeting(acting, pathway, meeting, NOW));
	const there = world.as(tovholder, DAY);
	await there.act((acting) => beginMinutes(acting, pathway, meeting));
	await park(world, story, key.id, true);
	return { world, story, key: key.id };
}

/** Writes in the minutes that the item is parked, or not. */
async function park(
	world: World,
	{ tovholder, pathway, meeting }: Story,
	item: string,
	parked: boolean
) {
	const { rows } = await database.owner.query(
		'select m.version as whole, a.version from samspil.meeting m join samspil.agenda_item a on a.meeting_id = m.id where a.id = $1',
		[item]
	);
	const written = await world.as(tovholder, DAY).act((acting) =>
		writeMinutes(acting, pathway, meeting, {
			version: rows[0].whole,
			minutes: 'Vi nåede det ikke.',
			withoutCitizen: '',
			attended: [],
			shown: [],
			outcomes: [{ item, version: rows[0].version, outcome: '', outcomeKind: null, goesOn: parked }]
		})
	);
	if (!written.ok) throw new Error(written.reason);
}

/** Another meeting of the pathway, three weeks later. */
async function nextMeeting(world: World, { tovholder, pathway }: Story): Promise<string> {
	const plan = {
		...PLAN,
		id: randomUUID(),
		startsAt: new Date('2026-06-10T10:00:00Z'),
		endsAt: new Date('2026-06-10T11:00:00Z')
	};
	const convened = await world
		.as(tovholder, DAY)
		.act((acting) => conveneMeeting(acting, pathway, plan));
	if (!convened.ok) throw new Error(convened.reason);
	return convened.value.id;
}

const offered = async (world: World, who: Someone, { pathway }: Story) =>
	(await world.as(who, DAY).see(listOffered(pathway))).map(({ title }) => title);
const takeUp = (
	world: World,
	who: Someone,
	{ pathway }: Story,
	meeting: string,
	item: string,
	today = DAY
) => world.as(who, today).act((acting) => takeUpParked(acting, pathway, meeting, item));
const drop = (
	world: World,
	who: Someone,
	{ pathway }: Story,
	meeting: string,
	item: string,
	reason: string,
	version: number
) =>
	world
		.as(who, DAY)
		.act((acting) => dropParkedItem(acting, pathway, meeting, { item, version, reason }));
const titlesOf = async (world: World, who: Someone, meeting: string) =>
	(await world.as(who, DAY).see(listAgenda(meeting))).map(({ title }) => title);

test('R-167 what was parked is offered for the next agenda, and taken up there once', async () => {
	const { world, story, key } = await parkedStory();
	const { tovholder } = story;
	expect(await offered(world, tovholder, story)).toEqual(['Nøglen til cykelrummet']);
	const next = await nextMeeting(world, story);
	const both = await Promise.all([
		takeUp(world, tovholder, story, next, key),
		takeUp(world, tovholder, story, next, key)
	]);
	expect(both).toEqual([DONE, DONE]);
	const [item, ...more] = await world.as(tovholder, DAY).see(listAgenda(next));
	expect(more).toEqual([]);
	expect(item).toMatchObject({
		title: 'Nøglen til cykelrummet',
		minutes: 10,
		parked: false,
		outcome: '',
		cameFromAt: PLAN.startsAt
	});
	expect(await offered(world, tovholder, story)).toEqual([]);
	const before = await world.as(tovholder, DAY).see(listAgenda(story.meeting));
	expect(before.find(({ id }) => id === key)).toMatchObject({
		parked: true,
		takenUpAt: new Date('2026-06-10T10:00:00Z')
	});
	const third = await nextMeeting(world, story);
	expect(await takeUp(world, tovholder, story, third, key)).toEqual({
		ok: false,
		reason: 'not-parked-any-more'
	});
});

test('R-167 undecided ones stay offered; so do those taken off a draft again, or whose meeting is called off', async () => {
	const { world, story, key } = await parkedStory();
	const { tovholder, pathway } = story;
	const next = await nextMeeting(world, story);
	expect(await offered(world, tovholder, story)).toHaveLength(1);
	await takeUp(world, tovholder, story, next, key);
	const [item] = await world.as(tovholder, DAY).see(listAgenda(next));
	await world
		.as(tovholder, DAY)
		.act((acting) => removeAgendaItem(acting, pathway, next, item!.id, item!.version));
	expect(await offered(world, tovholder, story)).toHaveLength(1);
	await takeUp(world, tovholder, story, next, key);
	expect(await offered(world, tovholder, story)).toEqual([]);
	await world.as(tovholder, DAY).act((acting) => cancelMeeting(acting, pathway, next));
	expect(await offered(world, tovholder, story)).toHaveLength(1);
	expect(await takeUp(world, tovholder, story, await nextMeeting(world, story), key)).toEqual(DONE);
});

test('what was not parked after all, or not yet talked about, is not offered', async () => {
	const { world, story, key } = await parkedStory();
	const next = await nextMeeting(world, story);
	const late = newItem({ title: 'Til sidst', parked: true });
	await world
		.as(story.tovholder, DAY)
		.act((acting) => addAgendaItem(acting, story.pathway, next, late));
	await park(world, story, key, false);
	expect(await offered(world, story.tovholder, story)).toEqual([]);
	for (const item of [key, late.id])
		expect(await takeUp(world, story.tovholder, story, next, item)).toMatchObject({ ok: false });
});

test('R-163 after the last day for changes nothing is taken up', async () => {
	const { world, story, key } = await parkedStory();
	const next = await nextMeeting(world, story);
	await database.owner.query(`update samspil.meeting set state = 'invited' where id = $1`, [next]);
	expect(await takeUp(world, story.tovholder, story, next, key, '2026-06-09')).toEqual({
		ok: false,
		reason: 'agenda-too-late'
	});
	expect(await takeUp(world, story.tovholder, story, next, key, '2026-06-08')).toEqual(DONE);
});

test('R-167 an item is dropped with a reason that those who read its meeting see; a stale drop is told what is saved', async () => {
	const { world, story, key } = await parkedStory();
	const { tovholder, helper } = story;
	const next = await nextMeeting(world, story);
	const [item] = await world.as(tovholder, DAY).see(listOffered(story.pathway));
	const version = item!.version;
	expect(await drop(world, tovholder, story, next, key, 'Hun har fået nøglen', version)).toEqual(
		DONE
	);
	expect(await drop(world, tovholder, story, next, key, 'Hun har fået nøglen', version)).toEqual(
		DONE
	);
	expect(await drop(world, tovholder, story, next, key, 'Noget andet', version)).toMatchObject({
		reason: 'stale',
		saved: { droppedReason: 'Hun har fået nøglen', version: version + 1 }
	});
	expect(await offered(world, tovholder, story)).toEqual([]);
	const read = await world.as(helper, DAY).see(listAgenda(story.meeting));
	expect(read.find(({ id }) => id === key)).toMatchObject({ droppedReason: 'Hun har fået nøglen' });
	expect(await takeUp(world, tovholder, story, next, key)).toMatchObject({ ok: false });
});

test('nobody but the tovholder decides; nor by another pathway, or with its meeting', async () => {
	const { world, story, key } = await parkedStory();
	const next = await nextMeeting(world, story);
	for (const other of [story.helper, story.citizen, story.leader, story.colleague]) {
		expect(await takeUp(world, other, story, next, key)).toMatchObject({ reason: 'not-there' });
		expect(await drop(world, other, story, next, key, 'x', 3)).toMatchObject({
			reason: 'not-there'
		});
	}
	const elsewhere = await world.citizen('Bo', story.tovholder);
	const otherPathway = await world.pathway(elsewhere, story.collaboration, story.tovholder);
	const strange = { ...story, pathway: otherPathway };
	const otherNext = await nextMeeting(world, strange);
	expect(await takeUp(world, story.tovholder, strange, otherNext, key)).toMatchObject({
		reason: 'not-there'
	});
	expect(await titlesOf(world, story.tovholder, next)).toEqual([]);
	expect(await offered(world, story.colleague, story)).toEqual([]);
});

test('PostgreSQL files no part of one pathway’s meeting under another pathway', async () => {
	const { world, story, key } = await parkedStory();
	const elsewhere = await world.citizen('Bo', story.tovholder);
	const pathway = await world.pathway(elsewhere, story.collaboration, story.tovholder);
	const strange = {
		tenant_id: world.tenant,
		id: randomUUID(),
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'meetings')
	};
	const title = { title: 'x', position: 1 };
	const owns = [
		world.insert('agenda_item', { ...strange, ...title, meeting_id: story.meeting }),
		world.insert('task', {
			...strange,
			category: 'meetings',
			title: 'x',
			responsible_name: 'x',
			for_citizen: true,
			created_by: story.tovholder.person,
			created_by_name: 'x',
			meeting_id: story.meeting
		}),
		world.insert('meeting_participant', {
			...strange,
			kind: 'guest',
			name: 'x',
			reason: 'x',
			meeting_id: story.meeting
		})
	];
	for (const each of await Promise.allSettled(owns))
		expect(each).toMatchObject({ status: 'rejected', reason: { code: '23503' } });
	const mine = await nextMeeting(world, { ...story, pathway });
	await expect(
		world.insert('agenda_item', { ...strange, ...title, meeting_id: mine, came_from: key })
	).rejects.toMatchObject({ code: '23503' });
});
