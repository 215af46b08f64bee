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
	numbers: Record<Shown, number | null>;
};

/** A number is the sum of others. */
export type Sum = { total: string; parts: readonly string[] };

/**
 * Which of these numbers are hidden. `sums` says all that a reader knows of how they hang together: what is hidden cannot be
 * worked out from the rest by adding and subtracting. What is `unsaid` is shown nowhere, and yet a reader can work it out: where it is small,
 * that is kept from them as well.
 */
export function chooseHidden(
	values: Readonly<Record<string, number>>,
	sums: readonly Sum[],
	unsaid: ReadonlySet<string> = new Set()
): Set<string> {
	const keys = Object.keys(values);
	const isSmall = (key: string) => values[key]! < SMALLEST_SHOWN;
	const hidden = new Set(keys.filter((key) => isSmall(key) || unsaid.has(key)));
	const totals = (key: string) => sums.filter(({ total }) => total === key).length;
	const touching = (key: string) =>
		sums.filter(({ total, parts }) => total === key || parts.includes(key));
	const tellTale = () =>
		[...workedOut(hidden, sums), ...bounded(values, hidden, sums)].filter(
			(key) => isSmall(key) || !unsaid.has(key)
		);
	for (let known = tellTale(); known.length > 0; known = tellTale()) {
		const near = known.flatMap(touching);
		const more = smallestOf(near.length > 0 ? near : [...sums]) ?? smallestOf([...sums]);
		if (!more) break;
		hidden.add(more);
	}
	return hidden;

	/** The smallest number shown in these sums: what is lost with it is least. Of two alike a part goes before a total, as it would if it were smaller. */
	function smallestOf(among: readonly Sum[]): string | undefined {
		return among
			.flatMap(({ total, parts }) => [...parts, total])
			.filter((key) => !hidden.has(key))
			.sort((a, b) => values[a]! - values[b]! || totals(a) - totals(b) || (a < b ? -1 : 1))[0];
	}
}

/**
 * A number that can be known more closely than this is known well enough to count as told. Two, and not one: where only what is
 * known to the unit made more be hidden, seeing more hidden would tell that it was.
 */
const NARROWEST = 2;

/** The least and the most that a reader can know a number to be. */
type Range = { least: number; most: number };

/**
 * The hidden numbers that the sums pin down, since no number is below nought: three parts that add up to nought are each
 * nought; and since what is small is below five: three small parts that add up to twelve are each four. A reader does not
 * know which of those hidden are small and which keep them company; here it is taken for known.
 */
function bounded(
	values: Readonly<Record<string, number>>,
	hidden: ReadonlySet<string>,
	sums: readonly Sum[]
): string[] {
	const keys = [...hidden];
	const ranges = new Map<string, Range>(
		keys.map((key) => [
			key,
			values[key]! < SMALLEST_SHOWN
				? { least: 0, most: SMALLEST_SHOWN - 1 }
				: { least: SMALLEST_SHOWN, most: Number.POSITIVE_INFINITY }
		])
	);
	const rangeOf = (key: string): Range =>
		ranges.get(key) ?? { least: values[key]!, most: values[key]! };
	/** What the parts leave for the total, and the total with the others for each part, until nothing grows narrower. */
	let isNarrower = true;
	while (isNarrower) {
		isNarrower = false;
		for (const { total, parts } of sums) {
			const each = parts.map(rangeOf);
			const least = each.reduce((sum, range) => sum + range.least, 0);
			const most = each.reduce((sum, range) => sum + range.most, 0);
			const whole = rangeOf(total);
			narrow(total, least, most);
			for (const [index, part] of parts.entries()) {
				const others = each.filter((_, at) => at !== index);
				narrow(
					part,
					whole.least - others.reduce((sum, range) => sum + range.most, 0),
					whole.most - others.reduce((sum, range) => sum + range.least, 0)
				);
			}
		}
	}
	return keys.filter((key) => ranges.get(key)!.most - ranges.get(key)!.least < NARROWEST);

	function narrow(key: string, least: number, most: number): void {
		const range = ranges.get(key);
		if (!range) return;
		const next = { least: Math.max(range.least, least), most: Math.min(range.most, most) };
		if (next.least === range.least && next.most === range.most) return;
		ranges.set(key, next);
		isNarrower = true;
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

const keyOf = (id: string, key: string) => `${id} ${key}`;

/** All that hangs together in the table: what is shown, what is not said and follows from it, and how it adds up. */
export function layOut(counts: readonly Counts[]) {
	const lines = counts.map((each) => ({ id: each.id, numbers: withTotals(each) }));
	const isSummed = lines.length > 1;
	const known = Object.keys(lines[0]?.numbers ?? {}) as (keyof Numbers)[];
	if (isSummed)
		lines.push({
			id: ALL,
			numbers: Object.fromEntries(
				known.map((key) => [key, lines.reduce((sum, { numbers }) => sum + numbers[key], 0)])
			) as Numbers
		});
	const values = Object.fromEntries(
		lines.flatMap(({ id, numbers }) => known.map((key) => [keyOf(id, key), numbers[key]]))
	);
	const across: Sum[] = lines.flatMap(({ id }) =>
		[
			{ total: 'pathways', parts: PARTS.pathways },
			{ total: 'pathways', parts: PARTS.pathwaysAgain },
			{ total: 'tasks', parts: PARTS.tasks },
			{ total: 'open', parts: ['consented', 'unconsented'] },
			...AMONG_OPEN.map((key) => ({ total: 'open', parts: [key, `${key} not`] })),
			{ total: 'arrived', parts: ['arrivedReached', 'arrivedReached not'] }
		].map(({ total, parts }) => ({
			total: keyOf(id, total),
			parts: parts.map((part) => keyOf(id, part))
		}))
	);
	const down: Sum[] = isSummed
		? known.map((key) => ({
				total: keyOf(ALL, key),
				parts: counts.map(({ id }) => keyOf(id, key))
			}))
		: [];
	const isShown = (key: string): key is Shown => (SHOWN as readonly string[]).includes(key);
	const unsaid = new Set(
		lines.flatMap(({ id }) => known.filter((key) => !isShown(key)).map((key) => keyOf(id, key)))
	);
	return { lines, values, sums: [...across, ...down], unsaid };
}

/** The table as it may be shown: a line for each collaboration and, where there are several, one for all together. */
export function showFollowUp(counts: readonly Counts[]): FollowUp[] {
	const { lines, values, sums, unsaid } = layOut(counts);
	const hidden = chooseHidden(values, sums, unsaid);
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

/** What is shown, and what follows from it. */
type Numbers = Record<
	Shown | 'open' | `${(typeof AMONG_OPEN)[number]} not` | 'arrivedReached not',
	number
>;

function withTotals({
	id: _id,
	name: _name,
	frameworkCurrent: _current,
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
