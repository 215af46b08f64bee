/**
 * Which changes the next table of a collaboration's numbers shows (R-058, L-13). A table hides what is small by itself; between two tables a number moves
 * only where at least five pathways move it. The others are counted as in the table before, until they are enough.
 */
import type { Day } from './day.ts';

/** So many pathways at least move a number that moves: as many as the smallest number that a table shows. */
export const FEWEST_CHANGED = 5;

/** The numbers, in the order in which they are kept (1351). */
export const COUNTED = [
	'inTime',
	'late',
	'undecided',
	'consented',
	'unconsented',
	'closed',
	'meetingsHeld',
	'tasksInTime',
	'tasksLate',
	'homelessness',
	'substanceUse',
	'employment',
	'families',
	'youth',
	'arrived',
	'arrivedReached'
] as const;
type Counted = (typeof COUNTED)[number];

/** What a pathway counts as in the table shown, and as of today; of those erased all together, who count as one. One number for each of COUNTED. */
export type Contribution = { taken: readonly number[]; now: readonly number[] };

/** What a reader can reckon of the table: one number, or some together, less others. */
export type Line = Partial<Record<Counted, 1 | -1>>;

const OPEN: Line = { consented: 1, unconsented: 1 };

/** Numbers that a pathway moves in at once or not at all. `lines` is what they come to together, two and two and in all. */
const TOGETHER: readonly { numbers: readonly Counted[]; lines: readonly Line[] }[] = [
	{
		numbers: ['inTime', 'late', 'undecided', 'consented', 'unconsented', 'closed'],
		lines: [
			{ inTime: 1, late: 1, undecided: 1 },
			{ inTime: 1, late: 1 },
			{ inTime: 1, undecided: 1 },
			{ late: 1, undecided: 1 },
			OPEN,
			{ consented: 1, closed: 1 },
			{ unconsented: 1, closed: 1 }
		]
	},
	{ numbers: ['meetingsHeld'], lines: [] },
	{ numbers: ['tasksInTime', 'tasksLate'], lines: [{ tasksInTime: 1, tasksLate: 1 }] }
];

/** Numbers of some among others: `rest` is how many of those are not among them, which is a number too. The others come before. */
const AMONG: readonly { number: Counted; rest: Line }[] = [
	...(['homelessness', 'substanceUse', 'employment', 'families', 'youth', 'arrived'] as const).map(
		(number) => ({ number, rest: { ...OPEN, [number]: -1 } satisfies Line })
	),
	{ number: 'arrivedReached', rest: { arrived: 1, arrivedReached: -1 } }
];

/** All that a reader can reckon of which no change may be of a few. */
export const LINES: readonly Line[] = [
	...COUNTED.map((each): Line => ({ [each]: 1 })),
	...TOGETHER.flatMap(({ lines }) => lines),
	...AMONG.map(({ rest }) => rest)
];

/** What a line comes to. */
export const reckon = (numbers: readonly number[], line: Line): number =>
	COUNTED.reduce((sum, each, at) => sum + (line[each] ?? 0) * numbers[at]!, 0);

/** What each counts as in the next table, in the order given. */
export function letThrough(contributions: readonly Contribution[]): number[][] {
	const next = contributions.map(({ taken }) => [...taken]);
	const placesOf = (numbers: readonly Counted[]) => numbers.map((each) => COUNTED.indexOf(each));
	const put = (as: keyof Contribution, indices: Iterable<number>, places: readonly number[]) => {
		for (const index of indices)
			for (const at of places) next[index]![at] = contributions[index]![as][at]!;
	};
	const all = contributions.keys().toArray();
	const moversOf = (line: Line) =>
		all.filter((index) => reckon(contributions[index]!.taken, line) !== reckon(next[index]!, line));

	for (const { numbers, lines } of TOGETHER) {
		const places = placesOf(numbers);
		put('now', all, places);
		const watched = [...numbers.map((each): Line => ({ [each]: 1 })), ...lines];
		// Whoever moves a number with too few others waits; without them another number may have too few.
		for (;;) {
			const few = watched.map(moversOf).find(({ length }) => length > 0 && length < FEWEST_CHANGED);
			if (!few) break;
			put('taken', few, places);
		}
	}
	for (const { number, rest } of AMONG) {
		const places = placesOf([number]);
		put('now', all, places);
		// Also where nothing of the rest moves: that all who begin are about one theme would be told of each of them.
		if (moversOf({ [number]: 1 }).length < FEWEST_CHANGED || moversOf(rest).length < FEWEST_CHANGED)
			put('taken', all, places);
	}
	return next;
}

/** The first of the month: numbers that were taken before it are taken anew. */
export const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01` as Day;
