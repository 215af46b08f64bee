import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SMALLEST_SHOWN } from '#features/follow-up/hiding.rules.ts';
import {
	COUNTED,
	FEWEST_CHANGED,
	firstOfMonth,
	letThrough,
	LINES,
	reckon,
	type Contribution
} from './taken-numbers.ts';

const NONE = COUNTED.map(() => 0);
/** A pathway as it can be: where its tovholder stands, whether it has a consent or is closed, its themes, and what came of it. */
const pathway = fc
	.record({
		decided: fc.integer({ min: 0, max: 2 }),
		standing: fc.integer({ min: 0, max: 2 }),
		meetings: fc.integer({ min: 0, max: 2 }),
		tasks: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 })),
		themes: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 })
	})
	.map(({ decided, standing, meetings, tasks, themes }) => {
		const is = (yes: boolean) => Number(yes);
		const isOpen = standing < 2;
		return [
			...[0, 1, 2].map((each) => is(decided === each)),
			...[0, 1, 2].map((each) => is(standing === each)),
			meetings,
			...tasks,
			...themes.slice(0, 6).map((theme) => is(theme && isOpen)),
			is(isOpen && themes[5]! && themes[6]!)
		];
	});
const state = fc.oneof(
	{ weight: 1, arbitrary: fc.constant(NONE) },
	{ weight: 4, arbitrary: pathway }
);
/** Some as they are in the table shown and as they are now; many of them unchanged. */
const contributions = fc.array(
	fc.oneof(
		state.map((same): Contribution => ({ taken: same, now: same })),
		fc.record({ taken: state, now: state }),
		// what begins alike
		fc.constantFrom(0, 1).map((theme): Contribution => ({
			taken: NONE,
			now: COUNTED.map((each) =>
				Number(
					each === 'inTime' || each === 'consented' || (each === 'substanceUse' && theme === 1)
				)
			)
		}))
	),
	{ maxLength: 40 }
);
const movers = (
	some: readonly Contribution[],
	next: readonly number[][],
	line: (typeof LINES)[number]
) => some.filter(({ taken }, index) => reckon(taken, line) !== reckon(next[index]!, line)).length;

test('R-058, L-13 from two taken tables no difference concerns fewer than five pathways', () => {
	expect(FEWEST_CHANGED).toBe(SMALLEST_SHOWN);
	fc.assert(
		fc.property(contributions, (some) => {
			const next = letThrough(some);
			for (const line of LINES) {
				const count = movers(some, next, line);
				expect(count === 0 || count >= FEWEST_CHANGED, JSON.stringify({ line, count })).toBe(true);
			}
		}),
		{ numRuns: 500 }
	);
});

test('R-058 nothing is counted that is neither as it was nor as it is, and what adds up still does', () => {
	fc.assert(
		fc.property(contributions, (some) => {
			const next = letThrough(some);
			for (const [index, { taken, now }] of some.entries()) {
				for (const [at, number] of next[index]!.entries())
					expect([taken[at], now[at]]).toContain(number);
				const [inTime, late, undecided, consented, unconsented, closed] = next[index]!;
				expect(inTime! + late! + undecided!).toBe(consented! + unconsented! + closed!);
			}
			// nothing more goes through at once
			expect(letThrough(some.map(({ now }, index) => ({ taken: next[index]!, now })))).toSatisfy(
				(again: number[][]) => again.length === some.length
			);
		}),
		{ numRuns: 100 }
	);
});

const of = (...numbers: (typeof COUNTED)[number][]) =>
	COUNTED.map((each) => Number(numbers.includes(each)));
const times = (count: number, each: Contribution) => Array.from({ length: count }, () => each);
const sum = (rows: number[][], number: (typeof COUNTED)[number]) =>
	rows.reduce((all, row) => all + row[COUNTED.indexOf(number)]!, 0);
const stays = (...numbers: (typeof COUNTED)[number][]): Contribution => ({
	taken: of(...numbers),
	now: of(...numbers)
});
const begins = (...numbers: (typeof COUNTED)[number][]): Contribution => ({
	taken: NONE,
	now: of(...numbers)
});

test('L-13 a theme of one pathway does not go through with four whose themes are as they were', () => {
	const next = letThrough([
		...times(20, stays('inTime', 'consented')),
		...times(7, stays('inTime', 'consented', 'substanceUse')),
		...times(4, begins('inTime', 'consented')),
		begins('inTime', 'consented', 'substanceUse')
	]);
	expect(sum(next, 'inTime')).toBe(32);
	expect(sum(next, 'substanceUse')).toBe(7);
});

test('L-13 one that comes to live under protection is seen neither going nor staying; five that go, are', () => {
	const leaves: Contribution = { taken: of('inTime', 'consented', 'youth'), now: NONE };
	const rest = times(20, stays('inTime', 'consented', 'youth'));
	expect(sum(letThrough([...rest, leaves]), 'inTime')).toBe(21);
	expect(sum(letThrough([...rest, ...times(5, leaves)]), 'inTime')).toBe(20);
});

test('L-13 where all that begin are about one theme, the theme waits', () => {
	const alike = times(5, begins('inTime', 'consented', 'substanceUse'));
	const next = letThrough([...times(20, stays('inTime', 'consented')), ...alike]);
	expect([sum(next, 'inTime'), sum(next, 'substanceUse')]).toEqual([25, 0]);
	// at the next, nothing else moves with it
	const again = letThrough(
		next.map((taken, index) => ({
			taken,
			now: index < 20 ? of('inTime', 'consented') : alike[0]!.now
		}))
	);
	expect(sum(again, 'substanceUse')).toBe(5);
});

test('R-058 a rare change does not keep the others waiting', () => {
	const next = letThrough([
		...times(9, begins('inTime', 'consented')),
		begins('late', 'consented')
	]);
	expect([sum(next, 'inTime'), sum(next, 'late'), sum(next, 'consented')]).toEqual([9, 0, 9]);
});

test('the month of a day begins on its first', () => {
	expect(firstOfMonth('2026-11-28')).toBe('2026-11-01');
	expect(firstOfMonth('2028-02-29')).toBe('2028-02-01');
});
