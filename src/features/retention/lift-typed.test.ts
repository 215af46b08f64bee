import { expect, test } from 'vitest';
import { fieldOfLift, lostWhy } from './lift-typed.ts';

const typed = { hold: 'h1', why: 'Sagen er slut' };

test('what was written to lift a hold is lost where the hold was lifted meanwhile, and stands in its form else', () => {
	expect(lostWhy([{ id: 'h1', liftedAt: null }], typed)).toBe('');
	expect(lostWhy([{ id: 'h1', liftedAt: new Date(0) }], typed)).toBe('Sagen er slut');
	expect(lostWhy([{ id: 'h2', liftedAt: null }], typed)).toBe('Sagen er slut');
	expect(lostWhy([], undefined)).toBe('');
});

test('a problem of a hold leads to the field of that hold', () => {
	expect(fieldOfLift(typed)('why')).toBe('why-h1');
	expect(fieldOfLift(typed)('months')).toBe('months');
});
