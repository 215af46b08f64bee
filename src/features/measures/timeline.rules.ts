/** Where measures lie on a line of time: a row each, in units of the picture. */
import { addDays, addMonths, daysBetween, type Day } from '#values/day.ts';

/** Something to draw. */
export type Lasting = { id: string; startsOn: Day | null; endsOn: Day | null };

/** A row of the picture: where its bar begins, how long it is, and whether it goes on past the edge. */
export type Bar<Each extends Lasting> = Each & {
	number: number;
	x: number;
	width: number;
	isOpen: boolean;
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
const MOST_MARKS = 6;
/** Every so many months a mark; the last covers a hundred years. */
const STEPS = [1, 2, 3, 6, 12, 24, 60, 240];

/**
 * Draws the measures that have a first day, numbered as they come in the list, on a line of whole months that holds them all and
 * today.
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
	const from = firstOfMonth([today, ...starts].sort()[0]!);
	const until = addMonths(firstOfMonth([today, ...ends].sort().at(-1)!), 1);
	const days = daysBetween(from, until);
	const at = (day: Day) => round((daysBetween(from, day) / days) * LINE_WIDTH);

	const bars = measures.flatMap((each, index) => {
		if (each.startsOn === null) return [];
		const x = at(each.startsOn);
		// The last day is part of it.
		const end = each.endsOn === null ? LINE_WIDTH : at(addDays(each.endsOn, 1));
		return [
			{
				...each,
				number: index + 1,
				x: Math.min(x, LINE_WIDTH - SHORTEST),
				width: round(Math.max(end - x, SHORTEST)),
				isOpen: each.endsOn === null
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
	const step = STEPS.find((each) => months.length / each <= MOST_MARKS) ?? STEPS.at(-1)!;
	return months.filter((_, index) => index % step === 0);
}

const firstOfMonth = (day: Day): Day => `${day.slice(0, 8)}01`;
const round = (value: number) => Math.round(value * 10) / 10;
