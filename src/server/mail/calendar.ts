/**
 * The calendar file that goes along with an invitation (iCalendar, RFC 5545; as a request or cancellation, RFC 5546).
 *
 * It says when, and where to read more: never what the meeting is about, where it is held, or who else is there, since
 * calendars are shared with colleagues and assistants. An update carries the same UID and a higher SEQUENCE, so that a
 * calendar moves the event it has and does not show a second one.
 */
import { Temporal } from 'temporal-polyfill';
import { addDays, TIME_ZONE } from '#values/day.ts';
import type { CalendarEvent } from '#server/mail.queries.ts';
import type { CalendarAnswer } from './reply.rules.ts';

type Party = { name: string; address: string };

/** What is said of the event beside its times. */
export type CalendarWords = {
	/** A neutral title: "Møde i Samspil". */
	title: string;
	/** Where the receiver reads about it, after signing in. */
	url: string;
	/** Who the mail comes from. */
	organiser: Party;
	/** Who this copy is for: nobody else is named. */
	attendee: Party;
	/** What they have answered so far. */
	answer: CalendarAnswer | null;
	/** Whether a calendar may answer by mail to the organiser: somebody reads it. */
	takesReplies: boolean;
};

/** An answer as calendars write it (PARTSTAT). */
export const PARTSTAT = { yes: 'ACCEPTED', maybe: 'TENTATIVE', no: 'DECLINED' } as const;

/** The file as text, with the line ends and line lengths that the format asks for. */
export function calendarFile(event: CalendarEvent, words: CalendarWords): string {
	const { title, url, organiser, attendee, answer, takesReplies } = words;
	const asked =
		event.method === 'REQUEST' ? `;RSVP=${takesReplies && answer === null ? 'TRUE' : 'FALSE'}` : '';
	return written([
		...beginning(event.method),
		...about(event, { title, url }),
		`ORGANIZER;CN=${parameter(organiser.name)}:mailto:${uri(organiser.address)}`,
		`ATTENDEE;CN=${parameter(attendee.name)};ROLE=REQ-PARTICIPANT;PARTSTAT=${answer ? PARTSTAT[answer] : 'NEEDS-ACTION'}${asked}:mailto:${uri(attendee.address)}`,
		`STATUS:${event.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
		'CLASS:PRIVATE',
		'TRANSP:OPAQUE',
		'END:VEVENT',
		'END:VCALENDAR'
	]);
}

/** What is told of an event: when, and where to read of it. */
type Told = Omit<CalendarEvent, 'method'>;

/** A day on which something is due: a whole day, on which people are not taken to be busy. `day`: ISO 8601. */
export type CalendarDay = { id: string; day: string; title: string; url: string };

/**
 * A calendar to subscribe to: the meetings and deadlines of one person, each as neutral as in a mail. `name` is what the calendar is
 * called; `readOn`: the day on which it is asked for, ISO 8601.
 */
export const feedFile = (
	name: string,
	events: readonly (Told & { title: string; url: string; answer: CalendarAnswer | null })[],
	days: readonly CalendarDay[] = [],
	readOn = '1970-01-01'
): string =>
	written([
		...beginning('PUBLISH', `X-WR-CALNAME:${text(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT1H'),
		...events.flatMap(({ title, url, answer, ...event }) => [
			...about(event, { title, url }),
			`STATUS:${answer === 'maybe' ? 'TENTATIVE' : 'CONFIRMED'}`,
			'CLASS:PRIVATE',
			`TRANSP:${answer === 'no' ? 'TRANSPARENT' : 'OPAQUE'}`,
			'END:VEVENT'
		]),
		...days.flatMap(({ id, day, title, url }) => [
			'BEGIN:VEVENT',
			`UID:${id}@samspil`,
			`DTSTAMP:${date(readOn)}T000000Z`,
			`DTSTART;VALUE=DATE:${date(day)}`,
			`DTEND;VALUE=DATE:${date(addDays(day, 1))}`,
			`SUMMARY:${text(title)}`,
			`DESCRIPTION:${text(url)}`,
			`URL:${uri(url)}`,
			'CLASS:PRIVATE',
			'TRANSP:TRANSPARENT',
			'END:VEVENT'
		]),
		'END:VCALENDAR'
	]);

const beginning = (method: string, ...more: string[]) => [
	'BEGIN:VCALENDAR',
	'VERSION:2.0',
	'PRODID:-//Samspil//Samspil//DA',
	'CALSCALE:GREGORIAN',
	`METHOD:${method}`,
	...more,
	...DANISH_TIME
];

const about = (event: Told, { title, url }: { title: string; url: string }) => [
	'BEGIN:VEVENT',
	`UID:${event.id}@samspil`,
	`SEQUENCE:${event.sequence}`,
	`DTSTAMP:${utc(event.changedAt)}`,
	`DTSTART${moment(event.startsAt)}`,
	`DTEND${moment(event.endsAt)}`,
	`SUMMARY:${text(title)}`,
	`DESCRIPTION:${text(url)}`,
	`URL:${uri(url)}`
];

const written = (lines: readonly string[]) => lines.map((line) => `${fold(line)}\r\n`).join('');

/** The clock of Denmark since 1996, for calendars that do not know its name. */
const DANISH_TIME = [
	'BEGIN:VTIMEZONE',
	`TZID:${TIME_ZONE}`,
	'BEGIN:DAYLIGHT',
	'TZOFFSETFROM:+0100',
	'TZOFFSETTO:+0200',
	'TZNAME:CEST',
	'DTSTART:19960331T020000',
	'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
	'END:DAYLIGHT',
	'BEGIN:STANDARD',
	'TZOFFSETFROM:+0200',
	'TZOFFSETTO:+0100',
	'TZNAME:CET',
	'DTSTART:19961027T030000',
	'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
	'END:STANDARD',
	'END:VTIMEZONE'
];

/**
 * An instant by the clock of Denmark. The hour that comes twice when summer time ends is told in UTC: the format says
 * that clock time then means the first of the two (RFC 5545, 3.3.5), but calendars read it either way.
 */
function moment(instant: string): string {
	const clock = Temporal.Instant.from(instant).toZonedDateTimeISO(TIME_ZONE).toPlainDateTime();
	const [first, second] = (['earlier', 'later'] as const).map(
		(disambiguation) => clock.toZonedDateTime(TIME_ZONE, { disambiguation }).epochMilliseconds
	);
	return first === second ? `;TZID=${TIME_ZONE}:${basic(clock)}` : `:${utc(instant)}`;
}

const date = (day: string) => day.replaceAll('-', '');

const utc = (instant: string) =>
	`${basic(Temporal.Instant.from(instant).toZonedDateTimeISO('UTC').toPlainDateTime())}Z`;

const basic = (clock: Temporal.PlainDateTime) =>
	clock.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');

/** Text with what would end or split the value written as text. */
const text = (value: string) =>
	value
		.replaceAll('\\', '\\\\')
		.replaceAll(/\r\n?|\n/g, '\\n')
		.replaceAll(/[;,]/g, '\\$&')
		.replaceAll(CONTROLS, '');

/** A parameter in quotes; a quote in it is written as RFC 6868 says. */
const parameter = (value: string) =>
	`"${value
		.replaceAll(/\s+/g, ' ')
		.replaceAll(CONTROLS, '')
		.replaceAll('^', '^^')
		.replaceAll('"', "^'")}"`;

/** An address with anything that could end the line taken out. */
const uri = (value: string) => value.replaceAll(/[\s\p{Cc}]/gu, '');

const CONTROLS = /\p{Cc}/gu;
const LONGEST_LINE = 75;

/** Breaks a line after at most 75 bytes, never within a character. */
function fold(line: string): string {
	let folded = '';
	let length = 0;
	for (const character of line) {
		const bytes = Buffer.byteLength(character);
		if (length + bytes > LONGEST_LINE) {
			folded += '\r\n ';
			length = 1;
		}
		folded += character;
		length += bytes;
	}
	return folded;
}
