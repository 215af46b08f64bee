import { describe, expect, test } from 'vitest';
import { endOf } from './ending.rules.ts';
import { SIX_MONTHS } from './notice.rules.ts';
import { duesOf, reminderDays, remindersOn, type Remindable } from './reminder.rules.ts';

const term = { from: '2024-08-01', until: '2033-06-30' };
const agreement: Remindable = {
	term,
	notice: SIX_MONTHS,
	end: endOf(term, [], []),
	reviewOn: '2026-12-01',
	renewalOn: '2032-06-30',
	obligations: [
		{
			id: 'folder',
			agreement: 'partnership',
			party: 'natly',
			what: 'En folder',
			dueOn: '2026-12-10',
			status: 'open'
		},
		{
			id: 'course',
			agreement: 'partnership',
			party: null,
			what: 'Et kursus',
			dueOn: '2026-12-20',
			status: 'kept'
		}
	]
};
const told = (today: string, changed: Partial<Remindable> = {}) =>
	remindersOn({ ...agreement, ...changed }, today).map(
		({ kind, dueOn, step, whom }) =>
			`${kind} ${dueOn} ${step} ${whom.is === 'party' ? whom.party : whom.is}`
	);

describe('what an agreement is reminded of', () => {
	test('each of its days has its own rhythm, and its own people', () => {
		expect(told('2026-10-31')).toEqual([]);
		expect(told('2026-11-01')).toEqual(['review 2026-12-01 -30 review-owner']);
		expect(told('2026-11-26')).toEqual([
			'review 2026-12-01 -7 review-owner',
			'obligation 2026-12-10 -14 natly'
		]);
	});

	test('R-005 an overdue review is told to every party', () => {
		expect(told('2026-12-08')).toContain('review 2026-12-01 7 every-party');
		expect(told('2026-12-07')).toContain('review 2026-12-01 0 review-owner');
	});

	test('R-285 R-286 the last day to give notice is told before the expiry, and not after it has passed', () => {
		const later = { reviewOn: null, obligations: [], renewalOn: null };
		expect(told('2032-06-29', later)).toEqual([]);
		expect(told('2032-06-30', later)).toEqual(['expiry 2033-06-30 -365 every-party']);
		expect(told('2032-09-01', later)).toEqual([
			'last-notice 2032-11-30 -90 every-party',
			'expiry 2033-06-30 -365 every-party'
		]);
		expect(told('2032-11-30', later)).toContain('last-notice 2032-11-30 -1 every-party');
		expect(told('2032-12-01', later)).toEqual(['expiry 2033-06-30 -365 every-party']);
		expect(told('2033-07-01', later)).toEqual([]);
	});

	test('an agreement typed in late is reminded of at once, and only once for each day', () => {
		expect(told('2026-12-09', { renewalOn: null })).toEqual([
			'review 2026-12-01 7 every-party',
			'obligation 2026-12-10 -14 natly'
		]);
	});

	test('a day without reminding loses nothing: the step stays until the next', () => {
		expect(told('2026-11-02')).toEqual(told('2026-11-01'));
	});

	test('once notice is given its end is told, and what no longer matters is not', () => {
		const end = endOf(term, [{ end: '2027-06-01' }], []);
		expect(duesOf({ ...agreement, end }).map(({ kind, dueOn }) => `${kind} ${dueOn}`)).toEqual([
			'review 2026-12-01',
			'obligation 2026-12-10',
			'ending 2027-05-31'
		]);
		expect(told('2027-05-31', { end, obligations: [], reviewOn: null })).toEqual([
			'ending 2027-05-31 0 every-party'
		]);
	});

	test('nothing is due after the last day', () => {
		const end = endOf(term, [], [{ end: '2026-12-05' }]);
		expect(duesOf({ ...agreement, end }).map(({ kind }) => kind)).toEqual(['review', 'ending']);
	});

	test('an agreement that runs until it is ended has no expiry and no last day for notice', () => {
		const open = { ...agreement, term: { ...term, until: null }, end: null, renewalOn: null };
		expect(duesOf(open).map(({ kind }) => kind)).toEqual(['review', 'obligation']);
		expect(duesOf({ ...agreement, notice: null }).map(({ kind }) => kind)).not.toContain(
			'last-notice'
		);
	});

	test('a calendar shows the days to come, each once', () => {
		const days = reminderDays({ ...agreement, obligations: [], renewalOn: null }, '2032-11-23');
		expect(days).toEqual(['2032-11-23', '2032-11-29', '2033-01-01', '2033-04-01', '2033-05-31']);
	});
});
