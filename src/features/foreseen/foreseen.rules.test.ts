import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '#values/day.ts';
import { remindedOn, REMINDED_BEFORE, shapeForeseen } from './foreseen.rules.ts';
import { countMarks, GUIDELINES, shapeMark } from './guideline.rules.ts';

const TODAY = '2026-05-04';

test('R-132 a foreseen need has a day, today or later', () => {
	const need = (expectedOn: string | null) =>
		shapeForeseen({ kind: 'need', words: 'x', expectedOn }, TODAY);
	expect(need(null)).toMatchObject({ reason: 'need-without-day' });
	expect(need('2026-05-03')).toMatchObject({ reason: 'need-in-the-past' });
	expect(need(TODAY)).toMatchObject({ ok: true });
});

test('R-056 somebody more is decided on without a day', () => {
	expect(shapeForeseen({ kind: 'partner', words: 'x', expectedOn: '2026-01-01' }, TODAY)).toEqual({
		ok: true,
		value: { kind: 'partner', words: 'x', expectedOn: null }
	});
});

test('R-132 it is reminded of so many days before, whatever the month and the year', () => {
	fc.assert(
		fc.property(fc.integer({ min: -20_000, max: 20_000 }), (off) => {
			const expected = addDays(TODAY, off);
			expect(daysBetween(remindedOn(expected), expected)).toBe(REMINDED_BEFORE);
		})
	);
});

test('R-102 whoever skips a guideline says why; a tick and a comment need no more', () => {
	expect(shapeMark('skipped', ' ')).toEqual({ ok: false, reason: 'skipped-without-reason' });
	expect(shapeMark('skipped', ' Ikke ønsket ')).toEqual({
		ok: true,
		value: { mark: 'skipped', words: 'Ikke ønsket' }
	});
	for (const mark of ['open', 'done'] as const) expect(shapeMark(mark, '').ok).toBe(true);
	expect(countMarks([{ mark: 'done' }, { mark: 'open' }, { mark: 'skipped' }])).toEqual({
		all: GUIDELINES.length,
		settled: 2
	});
});
