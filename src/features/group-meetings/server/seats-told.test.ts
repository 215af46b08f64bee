/** Whoever sits in a group is in its meetings' calendars, and whoever has left is not: read as a calendar program reads it. */
import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { endSeat, giveSeat } from '#features/collaborations/server/change-seats.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { tellGroupSeats } from '#server/jobs/tell-group-seats.ts';
import type { CalendarEvent } from '#server/mail.queries.ts';
import { calendarFile } from '#server/mail/calendar.ts';
import { addDays, dayNow, type Day } from '#values/day.ts';
import { cancelGroupMeeting, inviteGroup, moveGroupMeeting } from './keep-group-meeting.ts';
import { callOffForLeavers, findGroupMeeting } from './series.queries.ts';

const database = await testDatabase();
const { owner, pools } = database;
const TODAY = dayNow();
const at = (day: Day) => ({
	startsAt: new Date(`${day}T12:00:00Z`),
	endsAt: new Date(`${day}T13:00:00Z`)
});

/** A steering group of two, invited to a meeting, and somebody who does not sit in it yet. */
async function invited() {
	const world = await newWorld(database);
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const shelter = await world.organisation('voluntary', 'Værestedet');
	const chair = await world.worker('Vera Vang', shelter, 'manager');
	const late = await world.worker('Sara Sø', shelter);
	const collaboration = await world.collaboration(leader, world.tenant, shelter);
	await world.seat(collaboration, 'steering', chair);
	const [series, meeting] = [randomUUID(), randomUUID()];
	await world.insert('meeting_series', {
		tenant_id: world.tenant,
		id: series,
		collaboration_id: collaboration,
		group_kind: 'steering',
		purpose: 'Vi følger op på huslejen',
		frequency: 'quarterly',
		first_on: addDays(TODAY, 14)
	});
	const { startsAt, endsAt } = at(addDays(TODAY, 14));
	await world.insert('group_meeting', {
		tenant_id: world.tenant,
		id: meeting,
		series_id: series,
		planned_on: addDays(TODAY, 14),
		starts_at: startsAt,
		ends_at: endsAt
	});
	const ids = { collaboration, meeting };
	const lead = world.as(leader, TODAY).act;
	const found = async () =>
		(await world.as(leader, TODAY).see(findGroupMeeting(collaboration, meeting)))[0]!;
	const seat = ({ person, organisation }: Someone) =>
		({ group: 'steering', person, organisation: organisation! }) as const;
	return {
		...{ world, leader, chair, late, ids, found },
		invite: async () => lead(async (acting) => inviteGroup(acting, ids, (await found()).version)),
		move: async (day: Day) =>
			lead(async (acting) =>
				moveGroupMeeting(acting, ids, (await found()).version, { ...at(day), place: '' })
			),
		cancel: async () =>
			lead(async (acting) => cancelGroupMeeting(acting, ids, (await found()).version)),
		sit: (who: Someone) =>
			lead((acting) => giveSeat(acting, collaboration, seat(who), { since: TODAY, until: null })),
		rise: async (who: Someone) => {
			const { rows } = await owner.query<{ version: number }>(
				`select version from samspil.group_member where collaboration_id = $1 and person_id = $2`,
				[collaboration, who.person]
			);
			return lead((acting) => endSeat(acting, collaboration, seat(who), rows[0]!.version));
		},
		/** What somebody has been sent of the meeting, as ical.js reads the file of each mail. */
		calendarOf: async ({ person }: Someone) => {
			const { rows } = await owner.query<{ calendar: CalendarEvent; words: { path: string } }>(
				"select calendar, words from samspil.mail where person_id = $1 and burst = $2 order by created_at, (calendar ->> 'sequence')::int",
				[person, meeting]
			);
			return rows.map(({ calendar, words }) => {
				const file = calendarFile(calendar, {
					title: 'Møde i Samspil',
					url: `https://samspil.example${words.path}`,
					organiser: { name: 'Samspil', address: 'samspil@solby.example' },
					attendee: { name: 'Sara Sø', address: 'sara@example.test' },
					answer: null,
					takesReplies: true
				});
				expect(file).not.toContain('husleje');
				const read = new ICAL.Component(ICAL.parse(file));
				for (const zone of read.getAllSubcomponents('vtimezone'))
					ICAL.TimezoneService.register(new ICAL.Timezone(zone));
				const event = new ICAL.Event(read.getFirstSubcomponent('vevent')!);
				return [
					read.getFirstPropertyValue('method'),
					event.sequence,
					event.uid.replace(/@.*/, '') === meeting,
					event.startDate.toJSDate().toISOString()
				];
			});
		}
	};
}
const tell = (day: Day = TODAY) => tellGroupSeats(pools.jobs, day);
const request = (sequence: number, day: Day) => [
	'REQUEST',
	sequence,
	true,
	at(day).startsAt.toISOString()
];

test('somebody who is seated after the invitation went out is sent it, as it stands, once', async () => {
	const { late, chair, invite, move, sit, calendarOf } = await invited();
	await sit(chair);
	await tell();
	// nobody is invited yet
	expect(await calendarOf(chair)).toEqual([]);
	await invite();
	await move(addDays(TODAY, 15));
	await owner.query('update samspil.mail set not_before = null, queued_at = now()');
	expect((await sit(late)).ok).toBe(true);
	await Promise.all([tell(), tell(), tell()]);
	await tell();
	expect(await calendarOf(late)).toEqual([request(1, addDays(TODAY, 15))]);
	expect(await calendarOf(chair)).toEqual([
		request(0, addDays(TODAY, 14)),
		request(1, addDays(TODAY, 15))
	]);
	const { rows } = await owner.query(
		`select kind, path from samspil.notice where person_id = $1 order by created_at`,
		[late.person]
	);
	expect(rows.map(({ kind }) => kind)).toEqual(['seat-in-steering-group', 'group-meeting-invited']);
	// and answers like everybody: there is a link in the mail
	const links = await owner.query(
		`select words ->> 'answer' as answer from samspil.mail where person_id = $1`,
		[late.person]
	);
	expect(links.rows[0]!.answer).toMatch(/^\/answers\//);
});

test('a seat that begins on a later day is told of the meeting on that day, and not before', async () => {
	const { world, late, ids, invite, calendarOf } = await invited();
	await invite();
	await world.seat(ids.collaboration, 'steering', late);
	await owner.query('update samspil.group_member set since = $2 where person_id = $1', [
		late.person,
		addDays(TODAY, 3)
	]);
	await tell(addDays(TODAY, 2));
	expect(await calendarOf(late)).toEqual([]);
	await tell(addDays(TODAY, 3));
	expect(await calendarOf(late)).toEqual([request(0, addDays(TODAY, 14))]);
});

test('whoever leaves the seat before the meeting is told that it is off, alone, and is invited anew when they come back', async () => {
	const { leader, chair, found, invite, sit, rise, calendarOf } = await invited();
	await invite();
	expect((await rise(chair)).ok).toBe(true);
	await Promise.all([tell(), tell()]);
	await tell();
	const day = addDays(TODAY, 14);
	const off = ['CANCEL', 1, true, at(day).startsAt.toISOString()];
	expect(await calendarOf(chair)).toEqual([request(0, day), off]);
	expect(await calendarOf(leader)).toEqual([request(0, day)]);
	expect((await found()).state).toBe('invited');
	const { rows } = await owner.query(
		`select words from samspil.mail where person_id = $1 and kind = 'meeting-uninvited'`,
		[chair.person]
	);
	expect(rows).toEqual([{ words: { path: '/' } }]);
	// an update for the others stands above what called it off
	await owner.query('update samspil.group_member set until = null where person_id = $1', [
		chair.person
	]);
	expect((await sit(chair)).ok).toBe(true);
	await tell();
	expect(await calendarOf(chair)).toEqual([request(0, day), off, request(2, day)]);
});

test('an employment that ends ends it too; a meeting that has begun, or that nobody was invited to, is told to nobody', async () => {
	const { world, chair, late, ids, invite, calendarOf } = await invited();
	await invite();
	await owner.query('update samspil.membership set active_until = $2 where person_id = $1', [
		chair.person,
		addDays(TODAY, 2)
	]);
	await tell(addDays(TODAY, 2));
	expect(await calendarOf(chair)).toHaveLength(1);
	await tell(addDays(TODAY, 3));
	expect((await calendarOf(chair)).map(([method]) => method)).toEqual(['REQUEST', 'CANCEL']);
	await owner.query(
		`update samspil.group_meeting set starts_at = now() - interval '1 second' where id = $1`,
		[ids.meeting]
	);
	await world.seat(ids.collaboration, 'steering', late);
	await tell();
	expect(await calendarOf(late)).toEqual([]);
});

test('a meeting that is called off is called off for whoever has just left the group, too', async () => {
	const { chair, leader, invite, rise, cancel, calendarOf } = await invited();
	await invite();
	await rise(chair);
	expect((await cancel()).ok).toBe(true);
	expect((await calendarOf(chair)).map(([method]) => method)).toEqual(['REQUEST', 'CANCEL']);
	expect((await calendarOf(leader)).map(([method]) => method)).toEqual(['REQUEST', 'CANCEL']);
	await tell();
	expect(await calendarOf(chair)).toHaveLength(2);
});

test('nobody calls it off for others by themselves, and the page cannot tell seats', async () => {
	const { world, chair, ids } = await invited();
	const asked = await world
		.as(chair, TODAY)
		.act((acting) => acting.first(callOffForLeavers(ids.meeting)));
	expect(asked).toEqual({ count: 0 });
	await expect(pools.app.query('select samspil.tell_group_seats(current_date)')).rejects.toThrow(
		/permission denied/
	);
});
