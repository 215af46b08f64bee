import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut, PARTS, showFollowUp, SHOWN, type Counts } from './follow-up.rules.ts';
import { chooseHidden, SMALLEST_SHOWN, type Sum } from './hiding.rules.ts';

const PRIME = 1_000_003;
/** The rank of a matrix, by whole numbers modulo a prime: another way than the rule's own. */
function rankOf(matrix: number[][]): number {
	const rows = matrix.map((row) => row.map((each) => ((each % PRIME) + PRIME) % PRIME));
	const inverse = (number: number): number => {
		let [a, b, x, y] = [number, PRIME, 1, 0];
		while (b !== 0) [a, b, x, y] = [b, a % b, y, x - Math.floor(a / b) * y];
		return ((x % PRIME) + PRIME) % PRIME;
	};
	let rank = 0;
	for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
		const pivot = rows.findIndex((row, index) => index >= rank && row[column] !== 0);
		if (pivot < 0) continue;
		[rows[rank], rows[pivot]] = [rows[pivot]!, rows[rank]!];
		const by = inverse(rows[rank]![column]!);
		for (let index = rank + 1; index < rows.length; index++) {
			const times = (rows[index]![column]! * by) % PRIME;
			if (times === 0) continue;
			rows[index] = rows[index]!.map(
				(each, at) => (((each - times * rows[rank]![at]!) % PRIME) + PRIME) % PRIME
			);
		}
		rank += 1;
	}
	return rank;
}
/** Whether the sums leave no doubt about a hidden number. */
function isKnown(key: string, hidden: readonly string[], sums: readonly Sum[]): boolean {
	const rows = sums.map(({ total, parts }) =>
		hidden.map((each) => (parts.includes(each) ? 1 : 0) - (each === total ? 1 : 0))
	);
	const only = hidden.map((each) => (each === key ? 1 : 0));
	return rankOf([...rows, only]) === rankOf(rows);
}

/** A share of those there are; often all or none. */
const part = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const count = fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 200 }));
const counts = fc
	.array(
		fc.record({
			inTime: count,
			late: count,
			undecided: count,
			share: fc.double({ min: 0, max: 1, noNaN: true }),
			open: fc.double({ min: 0, max: 1, noNaN: true }),
			meetingsHeld: count,
			tasksInTime: count,
			tasksLate: count,
			marks: fc.tuple(part, part, part, part, part, part, part)
		}),
		{ minLength: 1, maxLength: 5 }
	)
	.map((several) =>
		several.map(({ share, open, marks, ...rest }, index): Counts => {
			const pathways = rest.inTime + rest.late + rest.undecided;
			const stillOpen = Math.floor(pathways * open);
			const consented = Math.floor(stillOpen * share);
			const some = marks.map((each) => Math.floor(stillOpen * each));
			return {
				...rest,
				id: `c${index}`,
				name: `Samarbejde ${index}`,
				frameworkCurrent: true,
				takenOn: '2026-05-01',
				consented,
				unconsented: stillOpen - consented,
				closed: pathways - stillOpen,
				homelessness: some[0]!,
				substanceUse: some[1]!,
				employment: some[2]!,
				families: some[3]!,
				youth: some[4]!,
				arrived: some[5]!,
				arrivedReached: Math.floor(some[5]! * marks[6])
			};
		})
	);

const laidOut = (one: Counts) => {
	const { values, ...rest } = layOut(one);
	return { ...rest, values: values as Record<string, number> };
};

test('L-13 nothing below five is shown, and what is shown is true', () => {
	fc.assert(
		fc.property(counts, (several) => {
			for (const { id, numbers } of showFollowUp(several)) {
				for (const key of SHOWN) {
					const shown = numbers[key];
					if (shown === null) continue;
					expect(shown).toBeGreaterThanOrEqual(SMALLEST_SHOWN);
					const own = several.find((each) => each.id === id);
					if (own && key in own) expect(shown).toBe(own[key as keyof Counts]);
				}
			}
		}),
		{ numRuns: 150 }
	);
});

test('L-13 no hidden number can be worked out from those shown and their totals', () => {
	fc.assert(
		fc.property(counts, (several) => {
			const lines = showFollowUp(several);
			const keyOf = (id: string, key: string) => `${id} ${key}`;
			const hidden = lines.flatMap(({ id, numbers }) =>
				SHOWN.filter((key) => numbers[key] === null).map((key) => keyOf(id, key))
			);
			const sums: Sum[] = lines.flatMap(({ id }) =>
				Object.entries(PARTS).map(([total, parts]) => ({
					total: keyOf(id, total.replace('Again', '')),
					parts: parts.map((key) => keyOf(id, key))
				}))
			);
			if (several.length > 1)
				for (const key of SHOWN)
					sums.push({ total: keyOf('all', key), parts: several.map(({ id }) => keyOf(id, key)) });
			for (const key of hidden) expect(isKnown(key, hidden, sums), key).toBe(false);
		}),
		{ numRuns: 100 }
	);
});

test('L-13, R-047 neither how many are about a theme nor how many are not can be worked out where it is below five', () => {
	fc.assert(
		fc.property(counts, ([one]) => {
			const { values, sums, unsaid } = laidOut(one!);
			const hidden = [...chooseHidden(values, sums, unsaid)];
			for (const key of hidden)
				if (values[key]! < SMALLEST_SHOWN) expect(isKnown(key, hidden, sums), key).toBe(false);
		}),
		{ numRuns: 40 }
	);
});

test('R-047 where nearly all are about a theme, how many is hidden, since it would tell of the few who are not', () => {
	const counted = {
		id: 'c',
		name: 'Hjem',
		frameworkCurrent: true,
		takenOn: '2026-05-01',
		inTime: 20,
		late: 0,
		undecided: 10,
		consented: 12,
		unconsented: 8,
		closed: 10,
		meetingsHeld: 9,
		tasksInTime: 9,
		tasksLate: 9,
		substanceUse: 7,
		employment: 4,
		families: 0,
		youth: 0,
		arrived: 12,
		arrivedReached: 6
	};
	const [few] = showFollowUp([{ ...counted, homelessness: 18 }]);
	expect(few!.numbers).toMatchObject({ homelessness: null, substanceUse: 7, employment: null });
	const [half] = showFollowUp([{ ...counted, homelessness: 9 }]);
	expect(half!.numbers).toMatchObject({ homelessness: 9, arrived: 12, arrivedReached: 6 });
});

test('a small part takes another with it, since the total would give it away', () => {
	const sums = [{ total: 'all', parts: ['a', 'b', 'c'] }];
	expect([...chooseHidden({ a: 3, b: 20, c: 9, all: 32 }, sums)].sort()).toEqual(['a', 'c']);
	expect([...chooseHidden({ a: 3, b: 2, c: 9, all: 14 }, sums)].sort()).toEqual(['a', 'b']);
	expect([...chooseHidden({ a: 5, b: 5, c: 9, all: 19 }, sums)]).toEqual([]);
	expect([...chooseHidden({ a: 4, b: 5, c: 9, all: 18 }, sums)].sort()).toEqual(['a', 'b']);
});

test('L-13 what is hidden together is not a few people either: the total less what is shown would count them', () => {
	const [line] = showFollowUp([
		{
			...COUNTED,
			inTime: 3,
			late: 0,
			undecided: 11,
			consented: 2,
			unconsented: 10,
			closed: 2
		}
	]);
	const { pathways, inTime, late, undecided, consented, unconsented, closed } = line!.numbers;
	expect({ pathways, undecided, unconsented }).toEqual({
		pathways: 14,
		undecided: null,
		unconsented: null
	});
	expect([inTime, late, consented, closed]).toEqual([null, null, null, null]);
	fc.assert(
		fc.property(counts, ([one]) => {
			const { values, sums, unsaid } = laidOut(one!);
			const hidden = chooseHidden(values, sums, unsaid);
			for (const { total, parts } of sums) {
				const kept = parts.filter((part) => hidden.has(part));
				if (hidden.has(total) || kept.length === 0) continue;
				const rest = kept.reduce((sum, part) => sum + values[part]!, 0);
				expect(rest, kept.join()).toBeGreaterThanOrEqual(SMALLEST_SHOWN);
			}
		}),
		{ numRuns: 60 }
	);
});

test('L-13 what is hidden is not pinned down by its bounds: parts that are nought, or all as large as small can be', () => {
	const sums = [{ total: 'all', parts: ['a', 'b', 'c'] }];
	expect([...chooseHidden({ a: 9, b: 0, c: 0, all: 9 }, sums)].sort()).toEqual(['a', 'b', 'c']);
	expect([...chooseHidden({ a: 4, b: 4, c: 4, all: 12 }, sums)].sort()).toEqual([
		'a',
		'all',
		'b',
		'c'
	]);
	expect([...chooseHidden({ a: 9, b: 4, c: 4, all: 17 }, sums)].sort()).toEqual(['a', 'b', 'c']);
	expect([...chooseHidden({ a: 9, b: 3, c: 4, all: 16 }, sums)].sort()).toEqual(['a', 'b', 'c']);
	expect([...chooseHidden({ a: 9, b: 2, c: 4, all: 15 }, sums)].sort()).toEqual(['b', 'c']);
});

test('L-13 whoever knows that nothing is below nought, and which are small, still has more than one way for each', () => {
	// All there are with parts up to seven, each beside all with parts up to twenty.
	const MOST = 20;
	const sums = [{ total: 'all', parts: ['a', 'b', 'c'] }];
	const every: Record<string, number>[] = [];
	for (let a = 0; a <= MOST; a++)
		for (let b = 0; b <= MOST; b++)
			for (let c = 0; c <= MOST; c++) every.push({ a, b, c, all: a + b + c });
	for (const values of every.filter(({ a, b, c }) => Math.max(a!, b!, c!) <= 7)) {
		const hidden = chooseHidden(values, sums);
		const alike = every.filter((other) =>
			Object.keys(values).every((key) =>
				hidden.has(key)
					? other[key]! < SMALLEST_SHOWN === values[key]! < SMALLEST_SHOWN
					: other[key] === values[key]
			)
		);
		for (const key of hidden)
			expect(
				new Set(alike.map((other) => other[key])).size,
				JSON.stringify({ values, key })
			).toBeGreaterThan(1);
	}
});

const COUNTED: Counts = {
	id: 'one',
	name: 'En',
	frameworkCurrent: true,
	takenOn: '2026-05-01',
	inTime: 40,
	late: 9,
	undecided: 1,
	consented: 30,
	unconsented: 8,
	closed: 12,
	meetingsHeld: 50,
	tasksInTime: 80,
	tasksLate: 7,
	homelessness: 12,
	substanceUse: 9,
	employment: 14,
	families: 6,
	youth: 8,
	arrived: 10,
	arrivedReached: 5
};

test('L-13 fifty collaborations are answered at once, and what is no number is hidden', () => {
	const counts = Array.from({ length: 50 }, (_, at) => ({
		...COUNTED,
		id: `${at}`,
		inTime: 40 + ((at * 7) % 90),
		late: at % 9,
		consented: 30 + ((at * 11) % 80),
		unconsented: at % 17,
		homelessness: at % 23,
		substanceUse: at % 13,
		arrived: at % 11,
		arrivedReached: Math.floor((at % 11) / 2)
	}));
	const before = performance.now();
	expect(showFollowUp(counts)).toHaveLength(51);
	// it was more than twenty seconds; a busy machine takes its time
	expect(performance.now() - before).toBeLessThan(10_000);
	const none = { ...COUNTED, youth: undefined as unknown as number };
	expect(showFollowUp([none])[0]?.numbers.youth).toBeNull();
	expect(showFollowUp([none, COUNTED]).map(({ numbers }) => numbers.youth)).toEqual([
		null,
		8,
		null
	]);
});

test('L-13 a line is the same whatever stands beside it, and all together says what follows from the lines', () => {
	fc.assert(
		fc.property(counts, (several) => {
			const lines = showFollowUp(several);
			const alone = several.flatMap((each) => showFollowUp([each]));
			expect(lines.slice(0, several.length)).toEqual(alone);
			if (several.length === 1) return;
			for (const key of SHOWN) {
				const shown = alone.map(({ numbers }) => numbers[key]);
				const sum = shown.includes(null) ? null : shown.reduce((all, each) => all! + each!, 0);
				expect(lines.at(-1)!.numbers[key]).toBe(sum);
			}
		}),
		{ numRuns: 60 }
	);
});

test('R-058 all together has a day where it is that of each', () => {
	const dayOf = (...days: Counts['takenOn'][]) =>
		showFollowUp(days.map((takenOn, at) => ({ ...COUNTED, id: `${at}`, takenOn }))).at(-1)!.takenOn;
	expect(dayOf('2026-05-01')).toBe('2026-05-01');
	expect(dayOf('2026-05-01', '2026-05-01')).toBe('2026-05-01');
	expect(dayOf('2026-05-01', '2026-05-07')).toBeNull();
	expect(dayOf('2026-05-01', null)).toBeNull();
	expect(dayOf(null, null)).toBeNull();
});
