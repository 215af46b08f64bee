/**
 * Calendar days and times of the day in Denmark.
 *
 * A day is ISO 8601 text, '2026-05-01': days compare correctly as text and carry no time zone.
 */
import { Temporal } from 'temporal-polyfill';

/** A calendar day as ISO 8601 text, '2026-05-01'. */
export type Day = string;

/** The zone every date and time of the model is read in. */
export const TIME_ZONE = 'Europe/Copenhagen';

/** The current day in Denmark. Asked once a request, in hooks.server.ts; everything else is told. */
export const dayNow = (): Day => Temporal.Now.plainDateISO(TIME_ZONE).toString();

/** The day in Denmark on which `instant` falls. */
export const dayOf = (instant: Date): Day => DAY_IN_DENMARK.format(instant);

/** Asked once for each request and each moment on a page; this language's short form is the one of ISO 8601. */
const DAY_IN_DENMARK = new Intl.DateTimeFormat('en-CA', {
	timeZone: TIME_ZONE,
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});

/** `day` and `count` days later; earlier when `count` is negative. */
export const addDays = (day: Day, count: number): Day =>
	Temporal.PlainDate.from(day).add({ days: count }).toString();

/** `day` and `count` calendar months later, the day clamped to the month's last (31 August + 6 → 28 February). */
export const addMonths = (day: Day, count: number): Day =>
	Temporal.PlainDate.from(day).add({ months: count }).toString();

/** The later of two days. */
export const laterOf = (one: Day, other: Day): Day => (one.localeCompare(other) > 0 ? one : other);

/** Whole days from `start` to `end`; negative when `end` comes first. */
export const daysBetween = (start: Day, end: Day): number =>
	Temporal.PlainDate.from(start).until(Temporal.PlainDate.from(end), { largestUnit: 'days' }).days;

/** Whether `text` is a real calendar day between the years 1900 and 2199: what a form may send. */
export function isDay(text: string): boolean {
	if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
	try {
		return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
	} catch {
		return false;
	}
}

/**
 * The instant at which clocks in Denmark show `day` and `time` ('14:30'). A time that the change to
 * summer time skips is read an hour later; one that comes twice is the first.
 */
export const instantAt = (day: Day, time: string): Date =>
	new Date(
		Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(TIME_ZONE, {
			disambiguation: 'compatible'
		}).epochMilliseconds
	);

/** The time of day in Denmark, '14:30', at `instant`. */
export const timeOf = (instant: Date): string =>
	Temporal.Instant.fromEpochMilliseconds(instant.getTime())
		.toZonedDateTimeISO(TIME_ZONE)
		.toPlainTime()
		.toString({ smallestUnit: 'minute' });

/** The day of the week, from 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: Day): number => Temporal.PlainDate.from(day).dayOfWeek;

/** An instant by the clock of Denmark with its distance from UTC, '2026-10-25T02:30:00+01:00': one hour may come twice. */
export const zonedText = (instant: Date): string =>
	Temporal.Instant.fromEpochMilliseconds(instant.getTime())
		.toZonedDateTimeISO(TIME_ZONE)
		.toString({ smallestUnit: 'second', timeZoneName: 'never' });
