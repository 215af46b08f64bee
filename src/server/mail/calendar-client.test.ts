/** What a calendar program of Debian's makes of our files: khal, where it is installed. One event, at the right hours, whatever happens to it. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CalendarEvent } from '#server/mail.queries.ts';
import { calendarFile } from './calendar.ts';
import { hasKhal, NOT_HERE, openKhal } from './test-khal.ts';

const openCalendar = openKhal();

/** A calendar that is empty, and takes events as our files say them. */
function emptyCalendar() {
	const calendar = openCalendar();
	const words = {
		title: 'Møde (Samspil)',
		url: 'https://samspil.example/me',
		organiser: { name: 'Samspil', address: 'samspil@solby.example' },
		attendee: { name: 'Åse Ørnbøl', address: 'aase@havnen.example' },
		answer: null,
		takesReplies: true
	};
	const take = (...events: CalendarEvent[]) =>
		calendar.take(...events.map((event) => calendarFile(event, words)));
	return { ...calendar, take };
}

const event: CalendarEvent = {
	id: randomUUID(),
	sequence: 0,
	startsAt: '2026-11-24T12:00:00.000Z',
	endsAt: '2026-11-24T13:00:00.000Z',
	changedAt: '2026-11-17T09:15:30.000Z',
	method: 'REQUEST'
};

test('made, moved and called off, it is one event in the calendar', (context) => {
	if (!hasKhal) return context.skip(NOT_HERE);
	const calendar = emptyCalendar();
	calendar.take(event);
	expect(calendar.shows('2026-11-24')).toEqual([
		'2026-11-24',
		expect.stringContaining('13:00-14:00 Møde (Samspil)')
	]);
	const moved = {
		...event,
		sequence: 1,
		startsAt: '2026-11-25T08:00:00.000Z',
		endsAt: '2026-11-25T09:30:00.000Z'
	};
	calendar.take(moved);
	expect(calendar.shows('2026-11-24')).toEqual([
		'2026-11-25',
		expect.stringContaining('09:00-10:30 Møde (Samspil)')
	]);
	calendar.take({ ...moved, sequence: 2, method: 'CANCEL' });
	expect(calendar.files()).toBe(1);
	expect(calendar.shows('2026-11-24')).toEqual([
		'2026-11-25',
		expect.stringContaining('09:00-10:30 Møde (Samspil) [CANCELLED')
	]);
});

test.for([
	['the evening before summer time begins', '2027-03-27T19:00:00Z', '2027-03-27', '20:00-21:00'],
	['the morning it has begun', '2027-03-28T07:00:00Z', '2027-03-28', '09:00-10:00'],
	['the evening before it ends', '2026-10-24T18:00:00Z', '2026-10-24', '20:00-21:00'],
	[
		'the hour that comes twice, the second time',
		'2026-10-25T01:15:00Z',
		'2026-10-25',
		'02:15-03:15'
	],
	['the morning it has ended', '2026-10-25T08:00:00Z', '2026-10-25', '09:00-10:00']
] as const)('it stands at the right hour: %s', ([, startsAt, day, shown], context) => {
	if (!hasKhal) return context.skip(NOT_HERE);
	const calendar = emptyCalendar();
	const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
	calendar.take({ ...event, id: randomUUID(), startsAt: new Date(startsAt).toISOString(), endsAt });
	expect(calendar.shows(day, 1)).toEqual([day, expect.stringContaining(`${shown} Møde (Samspil)`)]);
});

/** The day before each change of the clock and the day of it, with how far the clock is ahead of UTC then. */
const CHANGES = {
	'summer time begins': {
		before: { day: '2027-03-27', ahead: 1 },
		after: { day: '2027-03-28', ahead: 2 }
	},
	'summer time ends': {
		before: { day: '2026-10-24', ahead: 2 },
		after: { day: '2026-10-25', ahead: 1 }
	}
} as const;
const EITHER = Object.keys(CHANGES) as (keyof typeof CHANGES)[];
const SIDES = ['before', 'after'] as const;
/** Every way along and over a change. */
const WAYS = SIDES.flatMap((from) => SIDES.map((to) => ({ from, to })));

/** An hour of a day, by the clock that runs on that side of the change. */
function hourOf({ day, ahead }: { day: string; ahead: number }, hour: number) {
	const starts = Date.parse(`${day}T00:00:00Z`) + (hour - ahead) * 3_600_000;
	return {
		startsAt: new Date(starts).toISOString(),
		endsAt: new Date(starts + 3_600_000).toISOString()
	};
}
const at = (hour: number, status = '') =>
	expect.stringContaining(`${hour}:00-${hour + 1}:00 Møde (Samspil)${status}`);

test.for(EITHER)(
	'meetings are made, moved and called off on both sides of the day when %s',
	(change, context) => {
		if (!hasKhal) return context.skip(NOT_HERE);
		const days = CHANGES[change];
		const calendar = emptyCalendar();
		// each way has hours of its own, and is moved an hour on
		const meetings = WAYS.map(({ from, to }, index) => ({
			id: randomUUID(),
			...{ from, to, hour: 10 + 3 * index }
		}));
		/** What the calendar is to show, with each meeting on one side at one hour. */
		const listed = (side: 'from' | 'to', later: number, status = '') =>
			SIDES.flatMap((each) => [
				days[each].day,
				...meetings
					.filter((meeting) => meeting[side] === each)
					.map(({ hour }) => at(hour + later, status))
			]);
		const made = meetings.map(({ id, from, hour }) => ({
			...{ ...event, id },
			...hourOf(days[from], hour)
		}));
		calendar.take(...made);
		expect(calendar.shows(days.before.day, 2)).toEqual(listed('from', 0));
		const moved = meetings.map(({ id, to, hour }) => ({
			...{ ...event, id, sequence: 1 },
			...hourOf(days[to], hour + 1)
		}));
		calendar.take(...moved);
		expect(calendar.shows(days.before.day, 2)).toEqual(listed('to', 1));
		calendar.take(...moved.map((each) => ({ ...each, sequence: 2, method: 'CANCEL' as const })));
		expect(calendar.shows(days.before.day, 2)).toEqual(listed('to', 1, ' [CANCELLED'));
		expect(calendar.files()).toBe(meetings.length);
	}
);

test.for(EITHER)(
	'somebody who is added later gets the meeting as it is now, and those who have it keep one, where %s',
	(change, context) => {
		if (!hasKhal) return context.skip(NOT_HERE);
		const { before, after } = CHANGES[change];
		const one = { ...event, id: randomUUID() };
		const moved = { ...one, ...hourOf(after, 20), sequence: 1 };
		const first = emptyCalendar();
		first.take({ ...one, ...hourOf(before, 20) });
		first.take(moved);
		// the one who is added has never heard of the first time; a list that has grown is told again under the same number
		const added = emptyCalendar();
		added.take(moved);
		for (const calendar of [first, added]) {
			calendar.take(moved);
			expect(calendar.shows(before.day, 2)).toEqual([after.day, at(20)]);
			calendar.take({ ...moved, sequence: 2, method: 'CANCEL' });
			expect(calendar.shows(before.day, 2)).toEqual([after.day, at(20, ' [CANCELLED')]);
			expect(calendar.files()).toBe(1);
		}
	}
);
