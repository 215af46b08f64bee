import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '#values/day.ts';
import { CRITERIA, decisionDue, isBorn, isOverdue, registerNeed } from './need.rules.ts';

const someDay = fc.integer({ min: 0, max: 36_000 }).map((days) => addDays('2000-01-01', days));

test('R-104, A-1: one criterion is enough, and which ones are kept', () => {
	expect(registerNeed([3], 'no')).toEqual({ ok: true, value: { criteria: [3] } });
	expect(registerNeed([3, 1], 'no')).toEqual({ ok: true, value: { criteria: [1, 3] } });
});

test('somebody can be born today, and not tomorrow', () => {
	expect(isBorn('2026-05-04', '2026-05-04')).toBe(true);
	expect(isBorn('2026-05-05', '2026-05-04')).toBe(false);
});

test('R-104: without any criterion nobody is given a tovholder', () => {
	expect(registerNeed([], 'no')).toEqual({ ok: false, reason: 'no-criterion-met' });
});

test('R-105 several who must be involved are reason enough', () =>
	expect(registerNeed([1], 'no').ok).toBe(true));
test('R-106 a case that is complex is reason enough', () =>
	expect(registerNeed([2], 'no').ok).toBe(true));
test('R-107 illness between admission and discharge is reason enough', () =>
	expect(registerNeed([3], 'no').ok).toBe(true));

test('R-118: what could not be asked is not answered: nobody is registered past the day’s questions', () => {
	expect(registerNeed([1], 'too-many')).toEqual({ ok: false, reason: 'too-many-checks' });
});

test('R-113: a citizen who has a tovholder is not given another, whatever else is true', () => {
	fc.assert(
		fc.property(fc.subarray([...CRITERIA]), (criteria) => {
			expect(registerNeed(criteria, 'yes')).toEqual({ ok: false, reason: 'has-tovholder' });
		})
	);
});

test('R-122, A-2: the decision is due seven calendar days on, weekends and Christmas counted', () => {
	expect(decisionDue('2026-12-22')).toBe('2026-12-29');
	expect(decisionDue('2028-02-24')).toBe('2028-03-02');
	fc.assert(fc.property(someDay, (day) => daysBetween(day, decisionDue(day)) === 7));
});

test('R-122: it is in time until the end of the seventh day, and late on the eighth', () => {
	const due = decisionDue('2026-05-04');
	expect(isOverdue(due, null, '2026-05-11')).toBe(false);
	expect(isOverdue(due, null, '2026-05-12')).toBe(true);
	expect(isOverdue(due, '2026-05-20', '2026-06-01')).toBe(false);
});
