/** When an import is ordered, and how an order stands. */
import { expect, test } from 'vitest';
import { isAtWork, isOrdered, MOST_AT_ONCE, refusalOf, stateOf } from './import-work.rules.ts';

test('five hundred rows are taken in at once, one more is ordered', () => {
	expect(isOrdered(MOST_AT_ONCE)).toBe(false);
	expect(isOrdered(MOST_AT_ONCE + 1)).toBe(true);
});

test.each([
	[{ refusal: null, attempts: 0, isClaimed: false }, 'waiting'],
	[{ refusal: null, attempts: 1, isClaimed: true }, 'working'],
	[{ refusal: null, attempts: 1, isClaimed: false }, 'again'],
	[{ refusal: 'import-changed', attempts: 1, isClaimed: false }, 'refused'],
	[{ refusal: 'import-changed', attempts: 1, isClaimed: true }, 'refused']
] as const)('an order %j is %s', (work, state) => {
	expect(stateOf(work)).toBe(state);
	const whole = { what: 'take', orderedBy: 'Lone', total: 1, done: 0, ...work } as const;
	expect(isAtWork(whole)).toBe(state !== 'refused');
});

test('a word that nobody knows is told as a change', () => {
	expect(refusalOf('import-not-yours')).toBe('import-not-yours');
	expect(refusalOf('x')).toBe('import-changed');
});
