/** Until the invitation is sent, a meeting is read by those who prepare it. */
import { expect, test } from 'vitest';
import { listComingMeetings } from '#features/citizens/server/citizen.queries.ts';
import { showPathway } from '#features/pathways/server/pathway.queries.ts';
import { isOn } from '#features/notices/waiting.rules.ts';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import { readAs } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { answerTimes, proposeTimes } from './find-time.ts';
import { beginMinutes, cancelMeeting, draftedMeeting, invite, NOW } from './test-meeting.ts';
import { listAgenda, listParticipants } from './agenda.queries.ts';
import { readFeed, renewMyFeed } from './feed.queries.ts';
import { findMeeting, listMeetings } from './meeting.queries.ts';
import { listAskedTimes, listOptionAnswers, listOptions } from './times.queries.ts';

const database = await testDatabase();
const TIME = {
	startsAt: new Date('2026-05-21T08:00:00Z'),
	endsAt: new Date('2026-05-21T09:00:00Z')
};

const AHEAD = {
	startsAt: new Date('2027-05-20T10:00:00Z'),
	endsAt: new Date('2027-05-20T11:00:00Z')
};

async function drafted(times: Partial<typeof AHEAD> = {}) {
	const world = await newWorld(database);
	const story = await draftedMeeting(world, times);
	const { pathway, meeting } = story;
	/** How many rows of the meeting, its list, its participants and its agenda somebody reads. */
	const reads = async (who: Someone) => {
		const as = world.as(who);
		const read = [
			await as.see(findMeeting(pathway, meeting)),
			await as.see(listMeetings(pathway)),
			await as.see(listParticipants(meeting)),
			await as.see(listAgenda(meeting))
		];
		return read.map((rows) => rows.length);
	};
	return { world, reads, ...story };
}

test('a draft is read by its tovholder and by nobody else, and by those it concerns once they are invited', async () => {
	const { world, reads, ...story } = await drafted();
	expect(await reads(story.tovholder)).toEqual([1, 1, 3, 1]);
	for (const who of [story.citizen, story.helper, story.colleague])
		expect(await reads(who)).toEqual([0, 0, 0, 0]);
	expect((await invite(world, story, story.tovholder)).ok).toBe(true);
	for (const who of [story.citizen, story.helper]) expect(await reads(who)).toEqual([1, 1, 3, 1]);
});

test('a draft that is called off stays with whoever prepared it, and on no list; an invitation that is called off is still told', async () => {
	const { world, reads, ...story } = await drafted();
	const callOff = ({ pathway, meeting, tovholder }: typeof story, of = world) =>
		of.as(tovholder).act((acting) => cancelMeeting(acting, pathway, meeting));
	await callOff(story);
	expect(await reads(story.tovholder)).toEqual([1, 0, 3, 1]);
	expect(await reads(story.citizen)).toEqual([0, 0, 0, 0]);
	const told = await drafted();
	await invite(told.world, told, told.tovholder);
	await callOff(told, told.world);
	expect(await told.reads(told.citizen)).toEqual([1, 1, 3, 1]);
});

test('whoever is asked when they can reads the times of a draft, what they said of them, and nothing else', async () => {
	const { world, reads, pathway, shelter, meeting, tovholder, citizen, helper } = await drafted();
	const other = await world.worker('Olga Anden', shelter);
	await world
		.as(tovholder)
		.act((acting) =>
			proposeTimes(acting, pathway, meeting, { times: [TIME], shown: '', now: NOW })
		);
	for (const who of [citizen, helper]) {
		const as = world.as(who);
		expect(await reads(who)).toEqual([0, 0, 0, 0]);
		const [option] = await as.see(listOptions(meeting));
		expect(option).toMatchObject(TIME);
		expect(await as.see(listAskedTimes(pathway))).toEqual([{ meeting }]);
		const said = [{ option: option!.id, answer: 'yes' as const }];
		expect((await as.act((acting) => answerTimes(acting, pathway, meeting, said))).ok).toBe(true);
		expect(await as.see(listOptionAnswers(meeting))).toMatchObject([{ person: who.person }]);
	}
	expect(await world.as(tovholder).see(listOptionAnswers(meeting))).toHaveLength(2);
	expect(await world.as(tovholder).see(listAskedTimes(pathway))).toEqual([]);
	// on the pathway, covered for meetings, and not asked
	await world.insert('partner_person', {
		tenant_id: world.tenant,
		pathway_id: pathway,
		organisation_id: shelter,
		person_id: other.person,
		since: '2026-01-01'
	});
	expect(await world.as(other).see(listOptions(meeting))).toEqual([]);
	// off the list: asked no more
	await database.owner.query(
		'delete from samspil.meeting_participant where meeting_id = $1 and person_id = $2',
		[meeting, helper.person]
	);
	expect(await world.as(helper).see(listOptions(meeting))).toEqual([]);
});

test('raw queries read nothing of a draft either', async () => {
	const { world, helper, citizen } = await drafted();
	for (const who of [helper, citizen]) {
		const as = world.as(who);
		for (const table of ['meeting', 'meeting_participant', 'agenda_item'] as const)
			expect(await as.see(tables.selectFrom(table).select('id'))).toEqual([]);
	}
});

test('a draft is no next meeting, nothing that waits, and in nobody’s calendar but its tovholder’s', async () => {
	const { world, ...story } = await drafted(AHEAD);
	/** Whether somebody meets it on the pathway’s page, among what waits for them, and in the calendar they subscribe to. */
	const meets = async (who: Someone) => {
		const as = world.as(who);
		const [pathway] = await as.see(showPathway(story.pathway));
		const [waiting] = await as.see(findWaiting());
		const feed = await as.act((acting) => acting.first(renewMyFeed()));
		const nobody = { token: undefined, today: TODAY };
		const [calendar] = (await readAs(database.pools.app, nobody, readFeed(feed!.token!, TODAY)))
			.rows[0];
		return {
			page: pathway?.nextMeeting?.id,
			waiting: waiting?.nextMeeting?.path.split('/').at(-1),
			calendar: calendar!.events.map(({ id }) => id)
		};
	};
	const { meeting, citizen, helper } = story;
	const nothing = { page: undefined, waiting: undefined, calendar: [] };
	expect(await meets(citizen)).toEqual(nothing);
	expect(await meets(helper)).toEqual(nothing);
	await invite(world, story, story.tovholder);
	expect(await meets(helper)).toEqual({ page: meeting, waiting: meeting, calendar: [meeting] });
	expect((await meets(citizen)).calendar).toEqual([meeting]);
});

test('R-162 a meeting whose minutes are begun stays everybody’s meeting until it ends, and is over when it has ended', async () => {
	const world = await newWorld(database);
	// The front page asks the clock of the database, so the meeting lies around its now.
	const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
	const story = await draftedMeeting(world, AHEAD);
	const { pathway, meeting, tovholder, helper, citizen } = story;
	await invite(world, story, tovholder);
	await world.as(tovholder, '2027-05-20').act((acting) => beginMinutes(acting, pathway, meeting));
	const held = (startsAt: Date, endsAt: Date) =>
		database.owner.query('update samspil.meeting set starts_at = $2, ends_at = $3 where id = $1', [
			meeting,
			startsAt,
			endsAt
		]);
	const met = async () => {
		const [page] = await world.as(helper).see(showPathway(pathway));
		const [waiting] = await world.as(helper).see(findWaiting());
		const coming = await world.as(citizen).see(listComingMeetings(pathway, new Date()));
		return {
			page: page?.nextMeeting?.id ?? null,
			isNow: waiting?.nextMeeting ? isOn(waiting, new Date()) : null,
			mine: coming.map(({ id, isNow, mine }) => ({ id, isNow, mine }))
		};
	};
	await held(at(120), at(180));
	expect(await met()).toEqual({
		page: meeting,
		isNow: false,
		mine: [{ id: meeting, isNow: false, mine: null }]
	});
	await held(at(-10), at(50));
	expect(await met()).toEqual({
		page: meeting,
		isNow: true,
		mine: [{ id: meeting, isNow: true, mine: null }]
	});
	await held(at(-70), at(-10));
	expect(await met()).toEqual({ page: null, isNow: null, mine: [] });
});
