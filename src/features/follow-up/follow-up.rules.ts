/**
 * The numbers the model is followed up by, of which none may tell of a person (L-13): what is below five is hidden,
 * and so is as much more as it takes that nothing hidden can be worked out from what is shown.
 */

/** Numbers below this are hidden. */
export const SMALLEST_SHOWN = 5;

/** What is counted of one collaboration. */
export type Counts = {
	id: string;
	name: string;
	frameworkCurrent: boolean;
	inTime: number;
	late: number;
	undecided: number;
	consented: number;
	unconsented: number;
	closed: number;
	meetingsHeld: number;
	tasksInTime: number;
	tasksLate: number;
};

/** The counts, each with what they add up to; in the order of the table. */
export const PARTS = {
	pathways: ['inTime', 'late', 'undecided'],
	pathwaysAgain: ['consented', 'unconsented', 'closed'],
	tasks: ['tasksInTime', 'tasksLate']
} as const;
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
	'tasksLate'
] as const;
export type Shown = (typeof SHOWN)[number];

/** One line of the table: a collaboration, or all of them; null where a number is hidden. */
export type FollowUp = {
	id: string;
	name: string;
	frameworkCurrent: boolean | null;
	numbers: Record<Shown, number | null>;
};

/** A number is the sum of others. */
export type Sum = { total: string; parts: readonly string[] };

/**
 * Which of these numbers are hidden. `sums` says all that a reader knows of how they hang together: what is hidden cannot be
 * worked out from the rest by adding and subtracting.
 */
export function chooseHidden(
	values: Readonly<Record<string, number>>,
	sums: readonly Sum[]
): Set<string> {
	const keys = Object.keys(values);
	const hidden = new Set(keys.filter((key) => values[key]! < SMALLEST_SHOWN));
	const touching = (key: string) =>
		sums.filter(({ total, parts }) => total === key || parts.includes(key));
	for (let known = workedOut(hidden, sums); known.length > 0; known = workedOut(hidden, sums)) {
		const near = known.flatMap(touching);
		const more = smallestOf(near.length > 0 ? near : [...sums]) ?? smallestOf([...sums]);
		if (!more) break;
		hidden.add(more);
	}
	return hidden;

	/** The smallest number shown in these sums: what is lost with it is least. */
	function smallestOf(among: readonly Sum[]): string | undefined {
		return among
			.flatMap(({ total, parts }) => [...parts, total])
			.filter((key) => !hidden.has(key))
			.sort((a, b) => values[a]! - values[b]! || (a < b ? -1 : 1))[0];
	}
}

/** The hidden numbers that the sums give away, by elimination. */
function workedOut(hidden: ReadonlySet<string>, sums: readonly Sum[]): string[] {
	const keys = [...hidden];
	const rows = sums
		.map(({ total, parts }) =>
			keys.map((key) => (parts.includes(key) ? 1 : 0) - (key === total ? 1 : 0))
		)
		.filter((row) => row.some((each) => each !== 0));
	let rank = 0;
	for (let column = 0; column < keys.length && rank < rows.length; column++) {
		const pivot = rows.findIndex((row, index) => index >= rank && Math.abs(row[column]!) > 1e-9);
		if (pivot < 0) continue;
		[rows[rank], rows[pivot]] = [rows[pivot]!, rows[rank]!];
		const first = rows[rank]!.map((each) => each / rows[rank]![column]!);
		rows[rank] = first;
		for (const [index, row] of rows.entries())
			if (index !== rank && row[column] !== 0) {
				const times = row[column]!;
				rows[index] = row.map((each, at) => each - times * first[at]!);
			}
		rank += 1;
	}
	return rows.flatMap((row) => {
		const left = row.flatMap((each, at) => (Math.abs(each) > 1e-9 ? [at] : []));
		return left.length === 1 ? [keys[left[0]!]!] : [];
	});
}

const ALL = 'all';

/** The table as it may be shown: a line for each collaboration and, where there are several, one for all together. */
export function showFollowUp(counts: readonly Counts[]): FollowUp[] {
	const lines = counts.map((each) => ({ id: each.id, numbers: withTotals(each) }));
	const isSummed = lines.length > 1;
	if (isSummed)
		lines.push({
			id: ALL,
			numbers: Object.fromEntries(
				SHOWN.map((key) => [key, lines.reduce((sum, { numbers }) => sum + numbers[key], 0)])
			) as Record<Shown, number>
		});
	const keyOf = (id: string, key: Shown) => `${id} ${key}`;
	const values = Object.fromEntries(
		lines.flatMap(({ id, numbers }) => SHOWN.map((key) => [keyOf(id, key), numbers[key]]))
	);
	const across: Sum[] = lines.flatMap(({ id }) => [
		{ total: keyOf(id, 'pathways'), parts: PARTS.pathways.map((key) => keyOf(id, key)) },
		{ total: keyOf(id, 'pathways'), parts: PARTS.pathwaysAgain.map((key) => keyOf(id, key)) },
		{ total: keyOf(id, 'tasks'), parts: PARTS.tasks.map((key) => keyOf(id, key)) }
	]);
	const down: Sum[] = isSummed
		? SHOWN.map((key) => ({
				total: keyOf(ALL, key),
				parts: counts.map(({ id }) => keyOf(id, key))
			}))
		: [];
	const hidden = chooseHidden(values, [...across, ...down]);
	return lines.map(({ id, numbers }) => {
		const of = counts.find((each) => each.id === id);
		return {
			id,
			name: of?.name ?? '',
			frameworkCurrent: of?.frameworkCurrent ?? null,
			numbers: Object.fromEntries(
				SHOWN.map((key) => [key, hidden.has(keyOf(id, key)) ? null : numbers[key]])
			) as Record<Shown, number | null>
		};
	});
}

const withTotals = (counts: Counts): Record<Shown, number> => ({
	...counts,
	pathways: counts.inTime + counts.late + counts.undecided,
	tasks: counts.tasksInTime + counts.tasksLate
});
