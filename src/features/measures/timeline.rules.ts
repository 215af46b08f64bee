/** Where measures lie on a line of time: a row each, in units of the picture. */
import { addDays, addMonths, daysBetween, laterOf, type Day } from '#values/day.ts';

/** Something to draw. */
export type Lasting = { id: string; startsOn: Day | null; endsOn: Day | null };

/** A row of the picture: where its bar begins, how long it is, and whether it goes on past the edge. */
export type Bar<Each extends Lasting> = Each & {
	number: number;
	x: number;
	width: number;
	/** It has no end, or one beyond the edge. */
	isOpen: boolean;
	/** It began before the line does. */
	isFromBefore: boolean;
};

export type TimelinePicture<Each extends Lasting> = {
	bars: Bar<Each>[];
	/** The first days of months, with where they lie. */
	marks: { day: Day; x: number }[];
	todayX: number;
};

/** How wide the line is. */
export const LINE_WIDTH = 340;
/** The least of a bar that can be seen. */
const SHORTEST = 4;
/** How far the line goes past today, in months, where a measure has no end. */
const AHEAD = 3;
/**
 * The longest that the line goes on after today and the last first day, and back before today and the first end, in months: one day
 * decades away would press all others into a stroke.
 */
const HORIZON = 24;
const MEMORY = 36;
/** Marks that are nearer than this would write over each other. */
const ROOM_FOR_MARK = 58;
/** Every so many months a mark; the last covers two hundred years. */
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 480];

/**
 * Draws the measures that have a first day, numbered as they come in the list, on a line of whole months that holds today and a
 * part of each that can be seen. What reaches far past either end goes on past the edge.
 */
export function drawTimeline<Each extends Lasting>(
	measures: readonly Each[],
	today: Day
): TimelinePicture<Each> {
	const starts = measures.flatMap(({ startsOn }) => (startsOn === null ? [] : [startsOn]));
	const ends = measures.flatMap(({ startsOn, endsOn }) => {
		if (startsOn === null) return [];
		return [endsOn ?? addMonths(startsOn > today ? startsOn : today, AHEAD)];
	});
	const far = addMonths([today, ...starts].sort().at(-1)!, HORIZON);
	const long = addMonths([today, ...ends].sort()[0]!, -MEMORY);
	const from = firstOfMonth(laterOf([today, ...starts].sort()[0]!, long));
	const until = addMonths(firstOfMonth([[today, ...ends].sort().at(-1)!, far].sort()[0]!), 1);
	const days = daysBetween(from, until);
	const at = (day: Day) => round((daysBetween(from, day) / days) * LINE_WIDTH);

	const bars = measures.flatMap((each, index) => {
		if (each.startsOn === null) return [];
		const x = Math.max(at(each.startsOn), 0);
		const isOpen = each.endsOn === null || each.endsOn >= until;
		// The last day is part of it.
		const end = each.endsOn === null || isOpen ? LINE_WIDTH : at(addDays(each.endsOn, 1));
		return [
			{
				...each,
				number: index + 1,
				x: Math.min(x, LINE_WIDTH - SHORTEST),
				width: round(Math.max(end - x, SHORTEST)),
				isOpen,
				isFromBefore: each.startsOn < from
			}
		];
	});
	return {
		bars,
		marks: marksBetween(from, until).map((day) => ({ day, x: at(day) })),
		todayX: at(today)
	};
}

function marksBetween(from: Day, until: Day): Day[] {
	const months: Day[] = [];
	for (let day = from; day < until; day = addMonths(day, 1)) months.push(day);
	const most = LINE_WIDTH / ROOM_FOR_MARK;
	const step = STEPS.find((each) => months.length / each <= most) ?? STEPS.at(-1)!;
	return months.filter((_, index) => index % step === 0);
}

const firstOfMonth = (day: Day): Day => `${day.slice(0, 8)}01`;
const round = (value: number) => Math.round(value * 10) / 10;
