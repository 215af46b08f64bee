import { expect, test } from 'vitest';
import { latestNext, mayClose, mayKeep, rhythmOf, untreated, type Rhythm } from './series.rules.ts';

const quarterly: Rhythm = {
	frequency: 'quarterly',
	firstOn: '2026-01-13',
	until: null,
	lastHeld: '2026-04-14',
	next: '2026-07-14'
};

test.each([
	['weekly', '2026-05-04', '2026-05-18'],
	['fortnightly', '2026-05-04', '2026-05-25'],
	['monthly', '2026-01-31', '2026-03-21'],
	['every-two-months', '2026-05-04', '2026-07-25'],
	['quarterly', '2026-04-14', '2026-08-04'],
	['half-yearly', '2026-04-14', '2026-11-04'],
	['yearly', '2024-02-29', '2025-03-21']
] as const)('R-222 held %s on %s, the next comes by %s', (frequency, day, latest) => {
	expect(latestNext(day, frequency)).toBe(latest);
});

test('R-222 it is told when it has been too long since the last meeting, and from the day after', () => {
	expect(rhythmOf(quarterly, '2026-08-04')).toBe('kept');
	expect(rhythmOf(quarterly, '2026-08-05')).toBe('too-long');
});

test('R-222 a series that was never held is late a week after its first day', () => {
	const never = { ...quarterly, lastHeld: null };
	expect(rhythmOf(never, '2026-01-20')).toBe('kept');
	expect(rhythmOf(never, '2026-01-21')).toBe('too-long');
});

test('R-222 a series without a next meeting is told of, but not after its last day', () => {
	expect(rhythmOf({ ...quarterly, next: null }, '2026-05-01')).toBe('no-next');
	expect(rhythmOf({ ...quarterly, until: '2026-06-30' }, '2026-06-30')).toBe('kept');
	expect(rhythmOf({ ...quarterly, until: '2026-06-30' }, '2026-07-01')).toBe('over');
});

test('R-274 each calendar year a meeting goes through its results and the next year’s actions', () => {
	const held = [
		{ day: '2025-12-31', treated: ['results', 'actions'] },
		{ day: '2026-01-01', treated: ['actions'] }
	];
	expect(untreated(held, 2025)).toEqual([]);
	expect(untreated(held, 2026)).toEqual(['results']);
	expect(untreated(held, 2027)).toEqual(['results', 'actions']);
});

test('minutes are closed once the meeting has begun and something is written', () => {
	const startsAt = new Date('2026-05-20T10:00:00Z');
	const meeting = { state: 'invited', startsAt } as const;
	const written = { minutes: '', outcomes: ['', 'Vi gør det'] };
	expect(mayClose(meeting, written, new Date(startsAt.getTime() - 1))).toMatchObject({
		reason: 'meeting-not-yet'
	});
	expect(mayClose(meeting, written, startsAt).ok).toBe(true);
	expect(mayClose(meeting, { minutes: '', outcomes: [''] }, startsAt)).toMatchObject({
		reason: 'minutes-are-empty'
	});
	expect(mayClose({ ...meeting, state: 'held' }, written, startsAt)).toMatchObject({
		reason: 'meeting-is-held'
	});
});

test('R-024 coordinators are called together by those an agreement names; other groups by the project leader', () => {
	const eva = { person: 'eva', organisation: 'natly' };
	const leader = { person: 'lone', organisation: 'solby' };
	expect(mayKeep(eva, false, [eva])).toEqual({ ok: true, value: true });
	expect(mayKeep(leader, true, [eva])).toEqual({
		ok: false,
		reason: 'only-the-coordinator-invites'
	});
	expect(mayKeep(leader, true, [])).toEqual({ ok: true, value: true });
	expect(mayKeep(eva, false, [])).toEqual({ ok: false, reason: 'only-the-project-leader' });
});
