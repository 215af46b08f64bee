/**
 * The numbers the model is followed up by, of which none may tell of a person (L-13): what is below five is hidden,
 * and so is as much more as it takes that nothing hidden can be worked out from what is shown.
 */

import type { Day } from '#values/day.ts';
import { chooseHidden, type Sum } from './hiding.rules.ts';

/** What is counted of one collaboration. */
export type Counts = {
	id: string;
	name: string;
	frameworkCurrent: boolean;
	/** The day of which the numbers are; null where they are still to be taken, and all nought. */
	takenOn: Day | null;
	inTime: number;
	late: number;
	undecided: number;
	consented: number;
	unconsented: number;
	closed: number;
	meetingsHeld: number;
	tasksInTime: number;
	tasksLate: number;
	/** of the open pathways, how many are about each theme. One can be about several. */
	homelessness: number;
	substanceUse: number;
	employment: number;
	families: number;
	youth: number;
	/** how many have newly arrived, and whom of them somebody has been in touch with in the last thirty days. */
	arrived: number;
	arrivedReached: number;
};

/** The counts, each with what they add up to; in the order of the table. */
export const PARTS = {
	pathways: ['inTime', 'late', 'undecided'],
	pathwaysAgain: ['consented', 'unconsented', 'closed'],
	tasks: ['tasksInTime', 'tasksLate']
} as const;

/** What an open pathway either is or is not. */
export const AMONG_OPEN = [
	'homelessness',
	'substanceUse',
	'employment',
	'families',
	'youth',
	'arrived'
] as const;
export const SHOWN = [
	'pathways',
	'inTime',
	'late',
	'undecided',
	'consented',
	'unconsented',
	'closed',
	'meetingsHeld',
	'tasks',
	'tasksInTime',
	'tasksLate',
	...AMONG_OPEN,
	'arrivedReached'
] as const;
export type Shown = (typeof SHOWN)[number];

/** One line of the table: a collaboration, or all of them; null where a number is hidden. */
export type FollowUp = {
	id: string;
	name: string;
	frameworkCurrent: boolean | null;
	/** Null for all together, and where they are still to be taken. */
	takenOn: Day | null;
	numbers: Record<Shown, number | null>;
};

/** All that hangs together in a line: what is shown, what is not said and follows from it, and how it adds up. */
export function layOut(counts: Counts) {
	const values = withTotals(counts);
	const sums: Sum[] = [
		{ total: 'pathways', parts: PARTS.pathways },
		{ total: 'pathways', parts: PARTS.pathwaysAgain },
		{ total: 'tasks', parts: PARTS.tasks },
		{ total: 'open', parts: ['consented', 'unconsented'] },
		...AMONG_OPEN.map((key) => ({ total: 'open', parts: [key, `${key} not`] })),
		{ total: 'arrived', parts: ['arrivedReached', 'arrivedReached not'] }
	];
	const isShown = (key: string) => (SHOWN as readonly string[]).includes(key);
	const unsaid = new Set(Object.keys(values).filter((key) => !isShown(key)));
	return { values, sums, unsaid };
}

/**
 * The table as it may be shown: a line for each collaboration and, where there are several, one for all together. A line is the same whatever stands
 * beside it, and all together says what follows from the lines and no more: what one line hides for another's sake in one month would be read in the next.
 */
export function showFollowUp(counts: readonly Counts[]): FollowUp[] {
	const lines = counts.map(showOne);
	if (lines.length < 2) return lines;
	const inAll = (key: Shown) =>
		lines.reduce<number | null>((sum, { numbers }) => {
			const number = numbers[key];
			return sum === null || number === null ? null : sum + number;
		}, 0);
	const [day, ...others] = new Set(lines.map(({ takenOn }) => takenOn));
	const takenOn = others.length === 0 ? day! : null;
	return [
		...lines,
		{ id: 'all', name: '', frameworkCurrent: null, takenOn, numbers: eachShown(inAll) }
	];
}

function showOne(counts: Counts): FollowUp {
	const { values, sums, unsaid } = layOut(counts);
	const hidden = chooseHidden(values, sums, unsaid);
	const { id, name, frameworkCurrent, takenOn } = counts;
	const numbers = eachShown((key) => (hidden.has(key) ? null : values[key]));
	return { id, name, frameworkCurrent, takenOn, numbers };
}

const eachShown = (say: (key: Shown) => number | null) =>
	Object.fromEntries(SHOWN.map((key) => [key, say(key)])) as FollowUp['numbers'];

/** What is shown, and what follows from it. */
type Numbers = Record<
	Shown | 'open' | `${(typeof AMONG_OPEN)[number]} not` | 'arrivedReached not',
	number
>;

function withTotals({
	id: _id,
	name: _name,
	frameworkCurrent: _current,
	takenOn: _day,
	...counts
}: Counts): Numbers {
	const open = counts.consented + counts.unconsented;
	const not = Object.fromEntries(AMONG_OPEN.map((key) => [`${key} not`, open - counts[key]]));
	return {
		...counts,
		pathways: counts.inTime + counts.late + counts.undecided,
		tasks: counts.tasksInTime + counts.tasksLate,
		open,
		'arrivedReached not': counts.arrived - counts.arrivedReached,
		...(not as Record<`${(typeof AMONG_OPEN)[number]} not`, number>)
	};
}
