/** Where the deadlines of a year lie on a wheel: January begins at the top, and the year goes round with the clock. */
import { daysBetween, type Day } from '#values/day.ts';
import { workdayInstead } from '#values/holiday.ts';
import type { DeadlineKind } from './kind.rules.ts';

/** The wheel is drawn around 0,0 and is this large from there. */
export const WHEEL_RADIUS = 150;
/** Where marks begin, and how much nearer to the middle the next one of nearly the same day lies. */
const [OUTER, STEP] = [128, 19];
/** Marks that would cover each other lie in rings; there is room for so many. */
const MOST_RINGS = 6;
/** Days in which marks would cover each other. */
const NEAR = 7;

/** People meet on it: where most are off, that is said. */
const MET_ON: readonly DeadlineKind[] = [
	'group-meeting',
	'agreement-meeting',
	'agreement-frequent-meeting'
];

/** The next workday after a day to come on which people are to meet and most are off; null of any other. */
export const insteadOf = (kind: DeadlineKind, dueOn: Day, today: Day): Day | null =>
	MET_ON.includes(kind) && dueOn >= today ? workdayInstead(dueOn) : null;

type Point = { x: number; y: number };

/** A deadline on the wheel. `number` is the one it has in the list beside it. */
export type WheelMark = Point & { number: number };

export type Wheel = {
	/** A line at the first of each month, and where its name stands. */
	months: { month: number; line: { from: Point; to: Point }; name: Point }[];
	marks: WheelMark[];
	/** The line of today; null in another year. */
	today: { from: Point; to: Point } | null;
};

/**
 * Draws the days of `year`, which come in their order. Days of another year are not drawn, and keep their numbers.
 */
export function drawWheel(days: readonly Day[], year: number, today: Day): Wheel {
	const last = new Array<number>(MOST_RINGS).fill(Number.NEGATIVE_INFINITY);
	const marks = days.flatMap((day, index) => {
		if (!day.startsWith(`${year}-`)) return [];
		const at = daysBetween(`${year}-01-01`, day);
		const free = last.findIndex((before) => at - before >= NEAR);
		// Where no ring has room they lie on each other in the innermost; the list tells them apart.
		const ring = free === -1 ? MOST_RINGS - 1 : free;
		last[ring] = at;
		return [{ number: index + 1, ...pointAt(day, year, OUTER - ring * STEP) }];
	});
	return {
		months: Array.from({ length: 12 }, (_, month) => {
			const first = dayIn(year, month, '01');
			return {
				month,
				line: { from: pointAt(first, year, 22), to: pointAt(first, year, WHEEL_RADIUS) },
				name: pointAt(dayIn(year, month, '16'), year, WHEEL_RADIUS + 14)
			};
		}),
		marks,
		today: today.startsWith(`${year}-`)
			? { from: pointAt(today, year, 0), to: pointAt(today, year, WHEEL_RADIUS) }
			: null
	};
}

const dayIn = (year: number, month: number, day: string): Day =>
	`${year}-${String(month + 1).padStart(2, '0')}-${day}`;

/** Where a day lies at a distance from the middle. */
function pointAt(day: Day, year: number, radius: number): Point {
	const share =
		daysBetween(`${year}-01-01`, day) / daysBetween(`${year}-01-01`, `${year + 1}-01-01`);
	const angle = 2 * Math.PI * share;
	return { x: round(radius * Math.sin(angle)), y: round(-radius * Math.cos(angle)) };
}

const round = (value: number) => Math.round(value * 10) / 10;
