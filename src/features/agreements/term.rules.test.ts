import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import { expiryEnd, inForceFrom, lastDayOf, termDisagreement } from './term.rules.ts';
import { precedenceOver } from './precedence.rules.ts';

const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays('2000-01-01', count));

test('R-285 an agreement runs through its last day and is over the day after', () => {
	expect(expiryEnd('2033-06-30')).toBe('2033-07-01');
	expect(expiryEnd(null)).toBeNull();
});

test('R-242 A-6 ten years said in words and nine in dates are told, and the dates prevail', () => {
	const term = { from: '2024-08-01', until: '2033-06-30' };
	expect(termDisagreement(term, 10)).toEqual({
		statedYears: 10,
		expected: '2034-07-31',
		until: '2033-06-30',
		days: -396
	});
	expect(termDisagreement({ ...term, until: '2034-07-31' }, 10)).toBeNull();
	expect(termDisagreement({ ...term, until: '2034-08-01' }, 10)).toMatchObject({ days: 1 });
});

test('R-242 nothing disagrees where no length is stated, or nothing expires', () => {
	expect(termDisagreement({ from: '2024-08-01', until: '2033-06-30' }, null)).toBeNull();
	expect(termDisagreement({ from: '2024-08-01', until: null }, 10)).toBeNull();
});

test('R-242 a term of whole years agrees with itself, from whichever day it begins', () => {
	fc.assert(
		fc.property(day, fc.integer({ min: 1, max: 30 }), (from, years) => {
			expect(termDisagreement({ from, until: lastDayOf(from, years) }, years)).toBeNull();
		})
	);
});

test('R-026 an agreement is in force from its agreed day, but never before the last signature', () => {
	expect(inForceFrom('2026-01-01', '2025-12-12')).toBe('2026-01-01');
	expect(inForceFrom('2026-01-01', '2026-01-15')).toBe('2026-01-15');
	expect(inForceFrom(null, '2026-01-15')).toBe('2026-01-15');
});

test('R-007 a supported plan names the sub-agreement that prevails, with title and date', () => {
	const reference = { title: ' Delaftale om familier ', on: '2025-01-01' };
	expect(precedenceOver(['bo-vel'], reference)).toEqual({
		ok: true,
		value: {
			parties: ['bo-vel'],
			prevailing: { title: 'Delaftale om familier', on: '2025-01-01' }
		}
	});
	const missing = { ok: false, reason: 'sub-agreement-missing' };
	expect(precedenceOver(['bo-vel'], { ...reference, title: ' ' })).toEqual(missing);
	expect(precedenceOver(['bo-vel'], { ...reference, on: null })).toEqual(missing);
	expect(precedenceOver([], { title: '', on: null })).toEqual({ ok: true, value: null });
});
