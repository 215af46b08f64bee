/**
 * Calendar days and times of the day in Denmark.
 *
 * A day is ISO 8601 text, '2026-05-01': days compare correctly as text and carry no time zone.
 */
import { Temporal } from 'temporal-polyfill';
import { TIME_ZONE, type Day } from './day-text.ts';

export { addDays, dayOf, isDay, laterOf, TIME_ZONE, type Day } from './day-text.ts';

/** The current day in Denmark. Asked once a request, in hooks.server.ts; everything else is told. */
export const dayNow = (): Day => Temporal.Now.plainDateISO(TIME_ZONE).toString();

/** `day` and `count` calendar months later, the day clamped to the month's last (31 August + 6 → 28 February). */
export const addMonths = (day: Day, count: number): Day =>
	Temporal.PlainDate.from(day).add({ months: count }).toString();

/** Whole days from `start` to `end`; negative when `end` comes first. */
export const daysBetween = (start: Day, end: Day): number =>
	Temporal.PlainDate.from(start).until(Temporal.PlainDate.from(end), { largestUnit: 'days' }).days;

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
