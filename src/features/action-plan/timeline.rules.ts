/** Where the activities of a plan lie in a year: shares of it, for a drawing. */
import { daysBetween, type Day } from '#values/day.ts';
import { expectedDays, type Timing } from './action-plan.rules.ts';

/** A stretch of the year from one share of it to another, and the points on it. */
export type Drawn = { from: number; until: number; points: { at: number; isHeld: boolean }[] };

/** The share of `year` that has passed when `day` begins; before it 0, after it 1. */
export function shareOf(day: Day, year: number): number {
	const length = daysBetween(`${year}-01-01`, `${year + 1}-01-01`);
	return Math.min(1, Math.max(0, daysBetween(`${year}-01-01`, day) / length));
}

/**
 * What is drawn of an activity in a year; null where it has nothing there. Times that were held are points on the days they
 * were held, and as many of those expected as are left; a single day is held where the activity is done.
 */
export function drawnIn(
	year: number,
	timing: Timing,
	held: readonly Day[],
	isDone = false
): Drawn | null {
	const [first, last] = [`${year}-01-01`, `${year}-12-31`];
	const from = timing.from;
	const until = timing.kind === 'day' ? timing.from : (timing.until ?? last);
	if (from > last || until < first) return null;
	const stretch = {
		from: shareOf(from, year),
		until: until > last ? 1 : shareOf(until, year)
	};
	if (timing.kind === 'day') return { ...stretch, points: [{ at: stretch.from, isHeld: isDone }] };
	const past = held.filter((day) => day >= first && day <= last).toSorted();
	const ahead = expectedDays(timing, year).slice(past.length);
	return {
		...stretch,
		points: [
			...past.map((day) => ({ at: shareOf(day, year), isHeld: true })),
			...ahead.map((day) => ({ at: shareOf(day, year), isHeld: false }))
		]
	};
}

/** The years that the plan touches, today's always among them, the first first. */
export function yearsOf(timings: readonly Timing[], today: Day): number[] {
	const yearOf = (day: Day) => Number(day.slice(0, 4));
	const all = timings.flatMap((timing) =>
		timing.kind === 'day' || timing.until === null
			? [yearOf(timing.from)]
			: [yearOf(timing.from), yearOf(timing.until)]
	);
	const [first, last] = [
		Math.min(...all, yearOf(today)),
		Math.max(...all, yearOf(today) + (timings.some(({ kind }) => kind === 'yearly') ? 1 : 0))
	];
	return Array.from({ length: Math.min(last - first + 1, 12) }, (_, index) => first + index);
}
