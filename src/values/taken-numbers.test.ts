import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FEWEST_CHANGED, firstOfMonth, mayBeTakenAnew } from './taken-numbers.ts';

test('R-058 numbers are taken anew where nothing is different, or something in five pathways', () => {
	expect(mayBeTakenAnew({ course: 0, activity: 0 })).toBe(true);
	expect(mayBeTakenAnew({ course: 5, activity: 0 })).toBe(true);
	expect(mayBeTakenAnew({ course: 0, activity: 7 })).toBe(true);
	expect(mayBeTakenAnew({ course: 1, activity: 0 })).toBe(false);
	expect(mayBeTakenAnew({ course: 4, activity: 30 })).toBe(false);
	expect(mayBeTakenAnew({ course: 30, activity: 4 })).toBe(false);
});

test('R-058 L-13 no difference between two tables that may follow each other is that of one to four pathways', () => {
	const part = fc.record({ course: fc.constantFrom('a', 'b', 'c'), activity: fc.nat(2) });
	const pathways = fc.dictionary(fc.constantFrom(...'abcdefghijklmnop'), part);
	fc.assert(
		fc.property(pathways, pathways, (before, after) => {
			const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
			const differ = (kind: 'course' | 'activity') =>
				ids.filter((id) => before[id]?.[kind] !== after[id]?.[kind]).length;
			const changed = { course: differ('course'), activity: differ('activity') };
			if (!mayBeTakenAnew(changed)) return;
			for (const kind of ['course', 'activity'] as const) {
				const shownIn = (table: typeof before) =>
					Object.values(table)
						.map((each) => String(each[kind]))
						.toSorted()
						.join();
				if (shownIn(before) !== shownIn(after))
					expect(differ(kind)).toBeGreaterThanOrEqual(FEWEST_CHANGED);
			}
		})
	);
});

test('the month of a day begins on its first', () => {
	expect(firstOfMonth('2026-11-28')).toBe('2026-11-01');
	expect(firstOfMonth('2028-02-29')).toBe('2028-02-01');
});
