/**
 * What was really sent, in a calendar program of Debian's: a meeting convened, moved, joined and called off through the verbs, each mail taken out
 * of the outbox and through a real SMTP server, and the file in it imported as its receiver would. One event for each, at the right hours.
 */
import { randomUUID } from 'node:crypto';
import PostalMime from 'postal-mime';
import { expect, test, vi } from 'vitest';
import {
	cancelGroupMeeting,
	inviteGroup,
	moveGroupMeeting
} from '#features/group-meetings/server/keep-group-meeting.ts';
import { beginSeries } from '#features/group-meetings/server/keep-series.ts';
import { listGroupMeetings } from '#features/group-meetings/server/series.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { tellGroupSeats } from '#server/jobs/tell-group-seats.ts';
import { sendMail } from '#server/mail/send-mail.ts';
import { hasKhal, NOT_HERE, openKhal, type KhalCalendar } from '#server/mail/test-khal.ts';
import { startTestMailServer } from '#server/mail/test-mail-server.ts';
import { openTransport } from '#server/mail/transport.ts';
import {
	addParticipant,
	cancelMeeting,
	change,
	draftedMeeting,
	invite,
	sendChanges
} from './test-meeting.ts';

// a calendar program that is started twenty times
vi.setConfig({ testTimeout: 120_000 });

const database = await testDatabase();
const { owner, pools } = database;
const openCalendar = openKhal();
const FROM = 'Samspil <svar@solby.example>';
const DAY = '2026-05-04';

/** The evening before the clock is changed, at eight, and the morning after, at nine. Far ahead: nobody is told of what is over. */
const CHANGES = {
	'summer time begins': {
		before: { day: '2034-03-25', evening: '2034-03-25T19:00:00Z' },
		after: { day: '2034-03-26', morning: '2034-03-26T07:00:00Z' }
	},
	'summer time ends': {
		before: { day: '2034-10-28', evening: '2034-10-28T18:00:00Z' },
		after: { day: '2034-10-29', morning: '2034-10-29T08:00:00Z' }
	}
} as const;
const EITHER = Object.keys(CHANGES) as (keyof typeof CHANGES)[];
const IN_THE_EVENING = expect.stringMatching(/^20:00-21:00 \S+ \(Samspil\)/);
const IN_THE_MORNING = expect.stringMatching(/^09:00-10:00 \S+ \(Samspil\)/);
const CALLED_OFF = expect.stringMatching(/^09:00-10:00 \S+ \(Samspil\) \[CANCELLED/);

/** An hour from an instant. */
const hourFrom = (instant: string) => ({
	startsAt: new Date(instant),
	endsAt: new Date(Date.parse(instant) + 3_600_000)
});

/** The mails of those who are written to, by person, and a calendar for each that is looked at. */
function postOf({ tenant }: World) {
	const calendars = new Map<string, KhalCalendar>();
	const unread = new Map<string, string[]>();
	const texts = new Map<string, string>();
	/** Somebody's calendar with all in it that has come to them so far, in its order. */
	function calendarOf({ person }: Someone): KhalCalendar {
		const calendar = calendars.get(person) ?? openCalendar();
		calendars.set(person, calendar);
		const files = unread.get(person) ?? [];
		unread.delete(person);
		if (files.length > 0) calendar.take(...files);
		return calendar;
	}
	/** Sends all that waits in the outbox, in its order; answers to how many a file came. */
	async function goesOut(): Promise<number> {
		const server = await startTestMailServer();
		const transport = openTransport(server.url, FROM);
		const { rows } = await owner.query<{ id: string; person: string }>(
			`select id, person_id as person from samspil.mail where tenant_id = $1 and state = 'waiting' and calendar is not null
			order by created_at, id`,
			[tenant]
		);
		for (const { id, person } of rows) {
			const office = {
				jobs: pools.jobs,
				transport,
				origin: 'https://samspil.test',
				mailFrom: FROM
			};
			expect(await sendMail({ ...office, readsReplies: true }, id)).toBe('done');
			const letter = await PostalMime.parse(server.letters.at(-1)!, { attachmentEncoding: 'utf8' });
			const file = letter.attachments[0]!.content as string;
			unread.set(person, [...(unread.get(person) ?? []), file]);
			texts.set(person, letter.text ?? '');
		}
		transport.close();
		await server.close();
		return rows.length;
	}
	/** What the last mail to somebody says. */
	const saysTo = ({ person }: Someone) => texts.get(person);
	return { calendarOf, goesOut, saysTo };
}

test.for(EITHER)(
	'a coordinating meeting that was convened, moved, joined by one more and called off is one event in each calendar, where %s',
	async (which, context) => {
		if (!hasKhal) return context.skip(NOT_HERE);
		const { before, after } = CHANGES[which];
		const world = await newWorld(database);
		const story = await draftedMeeting(world, hourFrom(before.evening));
		const { pathway, meeting, tovholder, helper, shelter } = story;
		const late = await world.worker('Lise Sen', shelter);
		await world.insert('partner_person', {
			tenant_id: world.tenant,
			pathway_id: pathway,
			organisation_id: shelter,
			person_id: late.person,
			since: DAY
		});
		const { calendarOf, goesOut } = postOf(world);
		const shown = (who: Someone) => calendarOf(who).shows(before.day, 2);

		await invite(world, story, tovholder);
		expect(await goesOut()).toBeGreaterThan(0);
		expect(shown(helper)).toEqual([before.day, IN_THE_EVENING]);

		// over the change of the clock
		expect((await change(world, story, hourFrom(after.morning))).ok).toBe(true);
		await world.as(tovholder).act((acting) => sendChanges(acting, pathway, meeting));
		await goesOut();
		expect(shown(helper)).toEqual([after.day, IN_THE_MORNING]);

		const joined = await world.as(tovholder).act((acting) =>
			addParticipant(acting, pathway, meeting, {
				id: randomUUID(),
				kind: 'person',
				...{ person: late.person, organisation: shelter, reason: 'Har nøglen' }
			})
		);
		expect(joined.ok).toBe(true);
		await world.as(tovholder).act((acting) => sendChanges(acting, pathway, meeting));
		await goesOut();
		for (const who of [helper, late]) expect(shown(who)).toEqual([after.day, IN_THE_MORNING]);

		await world.as(tovholder).act((acting) => cancelMeeting(acting, pathway, meeting));
		await goesOut();
		for (const who of [helper, late]) {
			expect(shown(who)).toEqual([after.day, CALLED_OFF]);
			expect(calendarOf(who).files()).toBe(1);
		}
	}
);

test('R-160 whoever answered to the time before is asked anew, and not whoever moved the meeting and comes', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world, hourFrom('2034-05-02T08:00:00Z'));
	const { pathway, meeting, tovholder, helper } = story;
	const { goesOut, saysTo } = postOf(world);
	await invite(world, story, tovholder);
	await goesOut();
	// whoever calls it comes, and is asked nothing
	expect(saysTo(tovholder)).toContain('Du har indkaldt til et møde');
	expect(saysTo(helper)).toContain('Du er inviteret');
	expect(saysTo(helper)).toContain('Kommer du?');
	expect(saysTo(tovholder)).not.toContain('Kommer du?');
	await owner.query(
		`update samspil.calendar_seat set answer = 'yes', answered_how = 'page', answered_at = now() where event_id = $1 and person_id = $2`,
		[meeting, helper.person]
	);
	expect((await change(world, story, hourFrom('2034-05-03T08:00:00Z'))).ok).toBe(true);
	await world.as(tovholder).act((acting) => sendChanges(acting, pathway, meeting));
	await goesOut();
	expect(saysTo(helper)).toContain('så svar igen');
	expect(saysTo(tovholder)).toContain('er flyttet');
	expect(saysTo(tovholder)).not.toContain('så svar igen');
	expect(saysTo(tovholder)).not.toContain('Kommer du?');
});

test.for(EITHER)(
	'a group’s meeting that was called, moved, joined by one more and called off is one event in each calendar, where %s',
	async (which, context) => {
		if (!hasKhal) return context.skip(NOT_HERE);
		const { before, after } = CHANGES[which];
		const world = await newWorld(database);
		const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
		const chair = await world.worker('Vera Vang', world.tenant, 'manager');
		const late = await world.worker('Lise Sen', world.tenant);
		const collaboration = await world.collaboration(leader, world.tenant);
		for (const who of [leader, chair]) await world.seat(collaboration, 'steering', who);
		await world.as(leader, DAY).act((acting) =>
			beginSeries(acting, collaboration, true, {
				...{ id: randomUUID(), group: 'steering', purpose: 'Vi følger op', frequency: 'quarterly' },
				...{ firstOn: '2026-06-10', starts: '10:00', minutes: 60, place: '' }
			})
		);
		const planned = (await world.as(leader, DAY).see(listGroupMeetings(collaboration))).at(-1)!;
		const ids = { collaboration, meeting: planned.id };
		const version = async () =>
			(await world.as(leader, DAY).see(listGroupMeetings(collaboration))).find(
				({ id }) => id === planned.id
			)!.version;
		const move = async (instant: string) => {
			const on = await version();
			const to = { ...hourFrom(instant), place: 'Rådhuset' };
			const moved = await world
				.as(leader, DAY)
				.act((acting) => moveGroupMeeting(acting, ids, on, to));
			expect(moved.ok).toBe(true);
		};
		const { calendarOf, goesOut } = postOf(world);
		const shown = (who: Someone) => calendarOf(who).shows(before.day, 2);

		await move(before.evening);
		const on = await version();
		await world.as(leader, DAY).act((acting) => inviteGroup(acting, ids, on));
		expect(await goesOut()).toBeGreaterThan(0);
		expect(shown(chair)).toEqual([before.day, IN_THE_EVENING]);

		await move(after.morning);
		await goesOut();
		expect(shown(chair)).toEqual([after.day, IN_THE_MORNING]);

		await world.seat(collaboration, 'steering', late);
		await tellGroupSeats(pools.jobs, DAY);
		await goesOut();
		for (const who of [chair, late]) expect(shown(who)).toEqual([after.day, IN_THE_MORNING]);

		const last = await version();
		await world.as(leader, DAY).act((acting) => cancelGroupMeeting(acting, ids, last));
		await goesOut();
		for (const who of [chair, late]) {
			expect(shown(who)).toEqual([after.day, CALLED_OFF]);
			expect(calendarOf(who).files()).toBe(1);
		}
	}
);
