import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { CalendarEvent } from '#server/mail.queries.ts';
import { calendarFile, type CalendarWords } from './calendar.ts';

const event: CalendarEvent = {
	id: '5f0c1b7e-2a44-4e0a-9d3c-0d6b6f2b9a10',
	sequence: 0,
	startsAt: '2026-11-24T12:00:00.000Z',
	endsAt: '2026-11-24T13:00:00.000Z',
	changedAt: '2026-11-17T09:15:30.000Z',
	method: 'REQUEST'
};
const words: CalendarWords = {
	title: 'Møde i Samspil',
	url: 'https://samspil.example/pathways/1/meetings/2',
	organiser: { name: 'Samspil', address: 'samspil@solby.example' },
	attendee: { name: 'Åse Ørnbøl', address: 'aase@havnen.example' },
	answer: null,
	takesReplies: false
};

/** What a calendar program reads, told in UTC. */
function read(file: string) {
	const calendar = new ICAL.Component(ICAL.parse(file));
	for (const zone of calendar.getAllSubcomponents('vtimezone'))
		ICAL.TimezoneService.register(new ICAL.Timezone(zone));
	const vevent = calendar.getFirstSubcomponent('vevent')!;
	const { startDate, endDate, uid, sequence, summary, description } = new ICAL.Event(vevent);
	return {
		method: calendar.getFirstPropertyValue('method'),
		starts: startDate.toJSDate().toISOString(),
		ends: endDate.toJSDate().toISOString(),
		attendee: vevent.getFirstProperty('attendee')!,
		status: vevent.getFirstPropertyValue('status'),
		uid,
		sequence,
		summary,
		description
	};
}

test('the file, to the letter', () => {
	expect(calendarFile(event, words).replaceAll('\r\n', '\n')).toBe(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Samspil//Samspil//DA
CALSCALE:GREGORIAN
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:5f0c1b7e-2a44-4e0a-9d3c-0d6b6f2b9a10@samspil
SEQUENCE:0
DTSTAMP:20261117T091530Z
DTSTART;TZID=Europe/Copenhagen:20261124T130000
DTEND;TZID=Europe/Copenhagen:20261124T140000
SUMMARY:Møde i Samspil
DESCRIPTION:https://samspil.example/pathways/1/meetings/2
URL:https://samspil.example/pathways/1/meetings/2
ORGANIZER;CN="Samspil":mailto:samspil@solby.example
ATTENDEE;CN="Åse Ørnbøl";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP
 =FALSE:mailto:aase@havnen.example
STATUS:CONFIRMED
CLASS:PRIVATE
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
`);
});

test('every line ends with a return and a line feed', () => {
	const file = calendarFile(event, words);
	expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
	expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
});

test('a change moves the event that is there; a cancellation ends it', () => {
	const moved = read(calendarFile({ ...event, sequence: 1 }, words));
	expect(moved).toMatchObject({ uid: `${event.id}@samspil`, sequence: 1, status: 'CONFIRMED' });
	const cancelled = read(calendarFile({ ...event, sequence: 2, method: 'CANCEL' }, words));
	expect(cancelled).toMatchObject({
		uid: `${event.id}@samspil`,
		sequence: 2,
		method: 'CANCEL',
		status: 'CANCELLED'
	});
});

test.each([
	['the last hour of winter time', '2027-03-28T00:00:00.000Z', '2027-03-28T00:59:00.000Z'],
	['across the start of summer time', '2027-03-28T00:30:00.000Z', '2027-03-28T01:30:00.000Z'],
	['the first hour of summer time', '2027-03-28T01:00:00.000Z', '2027-03-28T02:00:00.000Z'],
	['the afternoon after it starts', '2027-03-28T12:00:00.000Z', '2027-03-28T13:00:00.000Z'],
	['the hour that comes twice, first', '2026-10-25T00:15:00.000Z', '2026-10-25T00:45:00.000Z'],
	['from its first time to its second', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
	['the hour that comes twice, second', '2026-10-25T01:15:00.000Z', '2026-10-25T01:45:00.000Z'],
	['the afternoon after summer time ends', '2026-10-25T13:00:00.000Z', '2026-10-25T14:00:00.000Z']
])('a calendar shows the right hour: %s', (_, startsAt, endsAt) => {
	const shown = read(calendarFile({ ...event, startsAt, endsAt }, words));
	expect(shown).toMatchObject({ starts: startsAt, ends: endsAt });
});

test.each([
	['summer time begins', '2027-03-27T19:00:00.000Z', '2027-03-28T18:00:00.000Z'],
	['summer time ends', '2026-10-24T18:00:00.000Z', '2026-10-25T19:00:00.000Z']
])('made, moved and called off on either side of the day when %s', (_, before, after) => {
	const hour = (startsAt: string) => ({
		startsAt,
		endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString()
	});
	const sides = [before, after];
	for (const made of sides)
		for (const moved of sides) {
			const files = [
				{ ...event, ...hour(made) },
				{ ...event, ...hour(moved), sequence: 1 },
				// to somebody who is added it is the same event, as it is now
				{ ...event, ...hour(moved), sequence: 1 },
				{ ...event, ...hour(moved), sequence: 2, method: 'CANCEL' as const }
			].map((each) => read(calendarFile(each, words)));
			expect(new Set(files.map(({ uid }) => uid)).size).toBe(1);
			expect(files.map(({ sequence, starts }) => [sequence, starts])).toEqual([
				[0, made],
				[1, moved],
				[1, moved],
				[2, moved]
			]);
			expect(files.map(({ ends }) => ends)).toEqual(
				[made, moved, moved, moved].map((starts) => hour(starts).endsAt)
			);
			expect(files.at(-1)).toMatchObject({ method: 'CANCEL', status: 'CANCELLED' });
		}
});

test('any moment of many years is read back as it was written', () => {
	const minutes = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 });
	fc.assert(
		fc.property(minutes, fc.integer({ min: 1, max: 600 }), (start, length) => {
			const startsAt = new Date(start * 60_000).toISOString();
			const endsAt = new Date((start + length) * 60_000).toISOString();
			const shown = read(calendarFile({ ...event, startsAt, endsAt }, words));
			expect(shown).toMatchObject({ starts: startsAt, ends: endsAt });
		})
	);
});

test('names that try to write lines of their own become names', () => {
	const name = 'A "B" ^ C;D,E:\r\nATTENDEE:mailto:evil@elsewhere.example';
	const file = calendarFile(event, {
		...words,
		title: name,
		attendee: { name, address: 'a@b.example' }
	});
	const shown = read(file);
	expect(shown.summary).toBe(name.replace('\r\n', '\n'));
	expect(shown.attendee.getFirstValue()).toBe('mailto:a@b.example');
	expect(file.match(/^ATTENDEE/gm)).toHaveLength(1);
});

test('no line is longer than 75 bytes, and long words of many bytes come back whole', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
			const file = calendarFile(event, { ...words, title: `Ærø ${title}.` });
			for (const line of file.split('\r\n'))
				expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
		})
	);
	const long = '🙂 Qaammatit åøæ '.repeat(30).trim();
	expect(read(calendarFile(event, { ...words, title: long })).summary).toBe(long);
});
