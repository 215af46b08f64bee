import { expect, test } from 'vitest';
import {
	isLate,
	isOpen,
	lastDayOf,
	reviewBy,
	weighFinding,
	weighReason
} from './emergency.rules.ts';

test('it lasts through today, or through tomorrow across the end of a month', () => {
	expect(lastDayOf('today', '2026-02-28')).toBe('2026-02-28');
	expect(lastDayOf('tomorrow', '2026-02-28')).toBe('2026-03-01');
});

test('it is reviewed within a week', () => {
	expect(reviewBy('2026-02-26')).toBe('2026-03-05');
	const from = '2026-02-26';
	expect(isLate({ from, reviewedAt: null }, '2026-03-05')).toBe(false);
	expect(isLate({ from, reviewedAt: null }, '2026-03-06')).toBe(true);
	expect(isLate({ from, reviewedAt: new Date() }, '2026-03-06')).toBe(false);
});

test('a reason says something', () => {
	expect(weighReason('   akut   ')).toEqual({ ok: false, reason: 'reason-too-short' });
	expect(weighReason(' Indlagt bevidstløs i nat ')).toEqual({
		ok: true,
		value: 'Indlagt bevidstløs i nat'
	});
});

test('who finds that it was not justified says why', () => {
	expect(weighFinding('justified', '').ok).toBe(true);
	expect(weighFinding('not-justified', ' ')).toEqual({ ok: false, reason: 'finding-without-note' });
});

test('it is open from its first day through its last, unless it was ended', () => {
	const open = { from: '2026-05-04', until: '2026-05-05', endedAt: null } as const;
	expect(
		['2026-05-03', '2026-05-04', '2026-05-05', '2026-05-06'].map((day) =>
			isOpen(open, day as '2026-05-04')
		)
	).toEqual([false, true, true, false]);
	expect(isOpen({ ...open, endedAt: new Date() }, '2026-05-04')).toBe(false);
});
