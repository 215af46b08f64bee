/**
 * The days of meetings that are held again and again, from the first day and how often. A series keeps
 * its weekday: every second week, or the first Tuesday of the month. Nobody meets on a public holiday.
 */
import { addDays, addMonths, weekdayOf, type Day } from './day.ts';
import { holidayOn, isClosed, type ClosingDay } from './holiday.ts';

/** How often a series of meetings is held. */
export const FREQUENCIES = [
	'weekly',
	'fortnightly',
	'monthly',
	'every-two-months',
	'quarterly',
	'half-yearly',
	'yearly'
] as const;

export type Frequency = (typeof FREQUENCIES)[number];

/** How far apart the meetings lie: in weeks, or in months. */
const STEP: Readonly<Record<Frequency, { weeks: number } | { months: number }>> = {
	weekly: { weeks: 1 },
	fortnightly: { weeks: 2 },
	monthly: { months: 1 },
	'every-two-months': { months: 2 },
	quarterly: { months: 3 },
	'half-yearly': { months: 6 },
	yearly: { months: 12 }
};

/**
 * The days of a series from its first day through `until`. A day on which people are off is left out of a weekly
 * or fortnightly series; in the others the meeting moves a week, within its month.
 * @param closed days held free besides public holidays
 */
export function meetingDates(
	firstOn: Day,
	frequency: Frequency,
	until: Day,
	closed: readonly ClosingDay[] = []
): Day[] {
	const step = STEP[frequency];
	const isOff = (day: Day) => holidayOn(day) !== null || isClosed(day, closed);
	const days: Day[] = [];
	for (let count = 0; ; count += 1) {
		const nominal =
			'weeks' in step
				? addDays(firstOn, 7 * step.weeks * count)
				: sameWeekdayIn(firstOn, step.months * count);
		if (nominal > until) return days;
		const day = 'weeks' in step || count === 0 ? nominal : movedWithinMonth(nominal, isOff);
		// The first day is what people have agreed on, whatever day it is.
		if (day <= until && (count === 0 || !isOff(day))) days.push(day);
	}
}

/** How far ahead the coming meetings of a series are looked for, in months: two of a yearly one. */
const AHEAD = 24;

/** The next meetings of a series from `today` on, at most `count`: none after its last day, where it has one. */
export function comingMeetings(
	{ firstOn, frequency, until }: { firstOn: Day; frequency: Frequency; until: Day | null },
	today: Day,
	count: number
): Day[] {
	const horizon = addMonths(firstOn > today ? firstOn : today, AHEAD);
	const last = until !== null && until < horizon ? until : horizon;
	return meetingDates(firstOn, frequency, last)
		.filter((day) => day >= today)
		.slice(0, count);
}

/**
 * The day that is the same weekday of the same week of the month, `months` after `day`: the second Tuesday stays
 * the second Tuesday. What begins in a fifth week is held in the last.
 */
function sameWeekdayIn(day: Day, months: number): Day {
	const week = Math.ceil(Number(day.slice(8)) / 7);
	const first = addMonths(`${day.slice(0, 8)}01`, months);
	const offset = (weekdayOf(day) - weekdayOf(first) + 7) % 7;
	const wanted = addDays(first, offset + 7 * (week - 1));
	return wanted.slice(0, 7) === first.slice(0, 7) ? wanted : addDays(wanted, -7);
}

/** The day itself, or the same weekday in the nearest later week of its month when people are there, else an earlier one. */
function movedWithinMonth(day: Day, isOff: (day: Day) => boolean): Day {
	const weeks = [0, 7, 14, 21, 28, -7, -14, -21, -28].map((days) => addDays(day, days));
	const inMonth = weeks.filter((each) => each.slice(0, 7) === day.slice(0, 7));
	return inMonth.find((each) => !isOff(each)) ?? day;
}
