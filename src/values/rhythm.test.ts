import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './day.ts';
import { AGREEMENT_RHYTHMS, stepOn } from './rhythm.ts';

const dueOn = '2026-12-01';

test('a step holds from its day until the next', () => {
	const steps = [-31, -30, -8, -7, -1, 0, 6, 7, 29, 30, 400].map((days) =>
		stepOn(AGREEMENT_RHYTHMS.review, dueOn, addDays(dueOn, days))
	);
	expect(steps).toEqual([null, -30, -30, -7, -7, 0, 0, 7, 7, 30, 30]);
});

test('what is only told before the day is not told after it', () => {
	const steps = [-91, -90, -1, 0, 1].map((days) =>
		stepOn(AGREEMENT_RHYTHMS['last-notice'], dueOn, addDays(dueOn, days))
	);
	expect(steps).toEqual([null, -90, -1, -1, null]);
});

test('every step is told on its own day, and each day tells at most one', () => {
	const rhythms = fc.constantFrom(...Object.values(AGREEMENT_RHYTHMS));
	const day = fc.nat(5_000).map((count) => addDays('2024-01-01', count));
	fc.assert(
		fc.property(rhythms, day, (rhythm, due) => {
			expect([...rhythm].sort((a, b) => a - b)).toEqual([...rhythm]);
			const told = rhythm.map((days) => stepOn(rhythm, due, addDays(due, days)));
			expect(told).toEqual(rhythm);
		})
	);
});
