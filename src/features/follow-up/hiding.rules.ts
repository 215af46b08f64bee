/** Which numbers of a table are hidden, so that none that tells of a person is shown or can be worked out (L-13). */

/** Numbers below this are hidden. */
export const SMALLEST_SHOWN = 5;

/** A number is the sum of others. */
export type Sum = { total: string; parts: readonly string[] };

/**
 * Which of these numbers are hidden. `sums` says all that a reader knows of how they hang together: what is hidden cannot be
 * worked out from the rest by adding and subtracting, and neither can how many it is together, where that too is small. What is
 * `unsaid` is shown nowhere, and yet a reader can work it out: where it is small, that is kept from them as well.
 */
export function chooseHidden(
	values: Readonly<Record<string, number>>,
	sums: readonly Sum[],
	unsaid: ReadonlySet<string> = new Set()
): Set<string> {
	const keys = Object.keys(values);
	const hidden = new Set(keys.filter((key) => isHiddenAlone(values[key]) || unsaid.has(key)));
	for (;;) {
		const rests = smallRests(values, hidden, sums);
		const before = hidden.size;
		hideUntilUnknown(
			{ ...values, ...Object.fromEntries(rests.map(({ key, value }) => [key, value])) },
			[...sums, ...rests.map(({ sum }) => sum)],
			new Set([...unsaid, ...rests.map(({ key }) => key)]),
			hidden,
			new Map(rests.map(({ key, of }) => [key, of]))
		);
		for (const { key } of rests) hidden.delete(key);
		if (hidden.size === before) return hidden;
	}
}

/** What is hidden in a sum, taken together. */
type Rest = { key: string; value: number; sum: Sum; of: Sum };

/**
 * The hidden parts of each sum that are few people even together: whoever takes what is shown from the total has counted
 * them, and where one of them is known to be nought, the other is known.
 */
function smallRests(
	values: Readonly<Record<string, number>>,
	hidden: ReadonlySet<string>,
	sums: readonly Sum[]
): Rest[] {
	return sums.flatMap((of, at) => {
		const parts = of.parts.filter((part) => hidden.has(part));
		const value = parts.reduce((sum, part) => sum + values[part]!, 0);
		if (parts.length < 2 || parts.length === of.parts.length || !isHiddenAlone(value)) return [];
		const key = `rest ${at}`;
		return [{ key, value, sum: { total: key, parts }, of }];
	});
}

/** Hides more, `hidden` growing, until nothing small in it can be worked out; `restOf` says in which sum a rest stands. */
function hideUntilUnknown(
	values: Readonly<Record<string, number>>,
	sums: readonly Sum[],
	unsaid: ReadonlySet<string>,
	hidden: Set<string>,
	restOf: ReadonlyMap<string, Sum>
): void {
	for (const key of restOf.keys()) hidden.add(key);
	const isSmall = (key: string) => isHiddenAlone(values[key]);
	const inSums = new Map<string, Sum[]>([...restOf].map(([key, of]) => [key, [of]]));
	for (const sum of sums)
		for (const key of [sum.total, ...sum.parts]) inSums.set(key, [...(inSums.get(key) ?? []), sum]);
	const touching = (key: string) => inSums.get(key) ?? [];
	const totals = (key: string) => touching(key).filter(({ total }) => total === key).length;
	const isTold = (key: string) => isSmall(key) || !unsaid.has(key);
	const hide = (among: Iterable<Sum>) => {
		const more = smallestOf(among) ?? smallestOf(sums);
		if (more !== undefined) hidden.add(more);
		return more;
	};
	// What is cheap to see is seen first, and one number more is hidden for all of it.
	for (;;) {
		const boundedBy = (passes: number) =>
			bounded(values, hidden, sums, touching, passes).filter(isTold);
		const soon = boundedBy(FIRST_PASSES);
		const near = soon.length > 0 ? soon : boundedBy(Number.POSITIVE_INFINITY);
		const known = near.length > 0 ? near : workedOut(hidden, sums).filter(isTold);
		if (known.length === 0) return;
		// Elimination takes its time: there one more is hidden for each, unless one in its sums went already.
		const rounds = near.length > 0 ? [near] : known.map((key) => [key]);
		const gone = new Set<Sum>();
		for (const keys of rounds) {
			const around = new Set(keys.flatMap(touching));
			if ([...around].some((sum) => gone.has(sum))) continue;
			const more = hide(around);
			if (more === undefined) return;
			for (const sum of touching(more)) gone.add(sum);
		}
	}

	/** The smallest number shown in these sums: what is lost with it is least. Of two alike a part goes before a total, as it would if it were smaller. */
	function smallestOf(among: Iterable<Sum>): string | undefined {
		let least: string | undefined;
		for (const { total, parts } of among)
			for (const key of [...parts, total])
				if (!hidden.has(key) && (least === undefined || isLess(key, least))) least = key;
		return least;
	}
	function isLess(a: string, b: string): boolean {
		const by = values[a]! - values[b]! || totals(a) - totals(b);
		return by < 0 || (by === 0 && a < b);
	}
}

/** Whether a number is hidden for itself: it is small, or there is none. */
const isHiddenAlone = (value: number | undefined) => !(value! >= SMALLEST_SHOWN);

/**
 * A number that can be known more closely than this is known well enough to count as told. Two, and not one: where only what is
 * known to the unit made more be hidden, seeing more hidden would tell that it was.
 */
const NARROWEST = 2;

/** How far bounds are narrowed before all the others: most of what they tell is told by then. */
const FIRST_PASSES = 3;

/** The least and the most that a reader can know a number to be. */
type Range = { least: number; most: number };

/**
 * The hidden numbers that the sums pin down, since no number is below nought: three parts that add up to nought are each
 * nought; and since what is small is below five: three small parts that add up to twelve are each four. A reader does not
 * know which of those hidden are small and which keep them company; here it is taken for known. `passes` is how often all of it is gone through at most.
 */
function bounded(
	values: Readonly<Record<string, number>>,
	hidden: ReadonlySet<string>,
	sums: readonly Sum[],
	touching: (key: string) => readonly Sum[],
	passes: number
): string[] {
	const keys = [...hidden];
	const ranges = new Map<string, Range>(
		keys.map((key) => [
			key,
			isHiddenAlone(values[key])
				? { least: 0, most: SMALLEST_SHOWN - 1 }
				: { least: SMALLEST_SHOWN, most: Number.POSITIVE_INFINITY }
		])
	);
	const rangeOf = (key: string): Range =>
		ranges.get(key) ?? { least: values[key]!, most: values[key]! };
	/** What the parts leave for the total, and the total with the others for each part, until nothing grows narrower. */
	let waiting: ReadonlySet<Sum> = new Set(sums);
	for (let pass = 0; waiting.size > 0 && pass < passes; pass++) {
		const narrowed = new Set<Sum>();
		for (const { total, parts } of waiting) {
			const each = parts.map(rangeOf);
			const least = each.reduce((sum, range) => sum + range.least, 0);
			const open = each.filter(({ most }) => most === Number.POSITIVE_INFINITY).length;
			const bound = each.reduce(
				(sum, { most }) => (most === Number.POSITIVE_INFINITY ? sum : sum + most),
				0
			);
			const whole = rangeOf(total);
			narrow(narrowed, total, least, open > 0 ? Number.POSITIVE_INFINITY : bound);
			for (const [index, part] of parts.entries()) {
				const own = each[index]!;
				const isOpen = own.most === Number.POSITIVE_INFINITY;
				const others =
					open > (isOpen ? 1 : 0) ? Number.POSITIVE_INFINITY : isOpen ? bound : bound - own.most;
				narrow(narrowed, part, whole.least - others, whole.most - (least - own.least));
			}
		}
		waiting = narrowed;
	}
	return keys.filter((key) => ranges.get(key)!.most - ranges.get(key)!.least < NARROWEST);

	function narrow(narrowed: Set<Sum>, key: string, least: number, most: number): void {
		const range = ranges.get(key);
		if (!range) return;
		const next = { least: Math.max(range.least, least), most: Math.min(range.most, most) };
		// also where one of them is no number
		if (!(next.least > range.least || next.most < range.most)) return;
		ranges.set(key, next);
		for (const sum of touching(key)) narrowed.add(sum);
	}
}

/** Whole numbers below it are reckoned with; what is 0 by it is 0, but for once in two thousand million. */
const PRIME = 2_147_483_647n;
const inField = (number: bigint) => ((number % PRIME) + PRIME) % PRIME;

/**
 * The hidden numbers that the sums give away. Where a reader can still change some of the hidden numbers so that all sums hold, those that change are not
 * given away: one such change is made up, of all that can be changed at once, and what it leaves alone is known. Should a number be left alone by
 * chance, more is hidden than must be, and never less.
 */
function workedOut(hidden: ReadonlySet<string>, sums: readonly Sum[]): string[] {
	const rows = sums.map(({ total, parts }) => {
		const row = new Map<string, bigint>();
		for (const part of parts) if (hidden.has(part)) row.set(part, 1n);
		if (hidden.has(total)) row.set(total, PRIME - 1n);
		return row;
	});
	const rowsOf = new Map<string, Set<Map<string, bigint>>>(
		[...hidden].map((key) => [key, new Set()])
	);
	for (const row of rows) for (const key of row.keys()) rowsOf.get(key)!.add(row);
	const solved: { key: string; row: Map<string, bigint> }[] = [];
	const waiting = new Set([...hidden].filter((key) => rowsOf.get(key)!.size > 0));
	while (waiting.size > 0) {
		// the one in the fewest sums, so that they stay short
		let key = '';
		for (const each of waiting)
			if (key === '' || rowsOf.get(each)!.size < rowsOf.get(key)!.size) key = each;
		waiting.delete(key);
		const [row, ...others] = [...rowsOf.get(key)!].sort((one, other) => one.size - other.size);
		if (!row) continue;
		for (const each of row.keys()) rowsOf.get(each)!.delete(row);
		const inverse = powerOf(row.get(key)!, PRIME - 2n);
		for (const other of others) {
			const times = inField(other.get(key)! * inverse);
			for (const [each, by] of row) {
				const value = inField((other.get(each) ?? 0n) - times * by);
				if (value === 0n) {
					other.delete(each);
					rowsOf.get(each)!.delete(other);
				} else {
					other.set(each, value);
					rowsOf.get(each)!.add(other);
				}
			}
		}
		solved.push({ key, row });
	}
	// whatever is settled by no sum changes by some number or other, the rest by what then follows
	const changes = new Map<string, bigint>();
	let some = 1n;
	const isSolved = new Set(solved.map(({ key }) => key));
	for (const key of hidden) {
		if (isSolved.has(key)) continue;
		some = inField(some * 48_271n);
		changes.set(key, some);
	}
	for (const { key, row } of solved.reverse()) {
		let sum = 0n;
		for (const [each, by] of row) if (each !== key) sum += by * changes.get(each)!;
		changes.set(key, inField(-sum * powerOf(row.get(key)!, PRIME - 2n)));
	}
	return [...hidden].filter((key) => changes.get(key) === 0n);
}

function powerOf(base: bigint, exponent: bigint): bigint {
	if (base === 1n) return 1n;
	let [power, square] = [1n, base];
	for (let left = exponent; left > 0n; left /= 2n) {
		if (left % 2n === 1n) power = inField(power * square);
		square = inField(square * square);
	}
	return power;
}
