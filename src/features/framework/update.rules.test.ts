import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '#values/day.ts';
import { chooseNextUpdate, isOverdue, latestNextUpdate, nextUpdateFrom } from './update.rules.ts';

const day = fc.integer({ min: 0, max: 36_500 }).map((count) => addDays('2000-01-01', count));

describe('the next update', () => {
	test.each([
		['2026-01-15', '2026-07-15'],
		['2026-08-31', '2027-02-28'],
		['2027-08-31', '2028-02-29'],
		['2026-12-31', '2027-06-30'],
		['2026-02-28', '2026-08-28']
	])('R-074 after %s it is at the latest %s', (updatedOn, latest) => {
		expect(latestNextUpdate(updatedOn)).toBe(latest);
		expect(chooseNextUpdate(latest, updatedOn, updatedOn).ok).toBe(true);
		expect(chooseNextUpdate(addDays(latest, 1), updatedOn, updatedOn)).toEqual({
			ok: false,
			reason: 'more-than-six-months-ahead'
		});
	});

	test('R-098 it is never in the past; today may be chosen', () => {
		expect(chooseNextUpdate('2026-02-28', '2026-01-01', '2026-03-01')).toEqual({
			ok: false,
			reason: 'in-the-past'
		});
		expect(chooseNextUpdate('2026-03-01', '2026-01-01', '2026-03-01').ok).toBe(true);
	});

	test('R-098 a wish that has become impossible gives way to the last day possible', () => {
		expect(nextUpdateFrom('2026-03-01', '2026-05-01')).toBe('2026-05-01');
		expect(nextUpdateFrom('2026-03-01', '2026-02-01')).toBe('2026-09-01');
		expect(nextUpdateFrom('2026-03-01', null)).toBe('2026-09-01');
	});

	test('R-074 R-098 whatever is wished for: never past, never more than six months, twice a year at least', () => {
		fc.assert(
			fc.property(day, fc.option(day), (today, wished) => {
				const next = nextUpdateFrom(today, wished);
				expect(next >= today).toBe(true);
				expect(next <= latestNextUpdate(today)).toBe(true);
				expect(daysBetween(today, next)).toBeLessThanOrEqual(184);
				// from any day, two updates come within the year that follows
				expect(latestNextUpdate(latestNextUpdate(today)) <= addDays(today, 366)).toBe(true);
			})
		);
	});

	test('R-074 overdue from the day after', () => {
		expect(isOverdue('2026-09-01', '2026-09-01')).toBe(false);
		expect(isOverdue('2026-09-01', '2026-09-02')).toBe(true);
	});
});
