import { describe, expect, test } from 'vitest';
import { endOf } from './ending.rules.ts';
import { SIX_MONTHS } from './notice.rules.ts';
import { duesOf, type Remindable } from './reminder.rules.ts';

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
const days = (changed: Partial<Remindable> = {}) =>
	duesOf({ ...agreement, ...changed }).map(
		({ kind, dueOn, whom }) => `${kind} ${dueOn} ${whom.is === 'party' ? whom.party : whom.is}`
	);

describe('the days an agreement has set', () => {
	test('R-005 R-285 R-286 each has its own people; the last day to give notice comes before the expiry', () => {
		expect(days()).toEqual([
			'review 2026-12-01 review-owner',
			'obligation 2026-12-10 natly',
			'renewal 2032-06-30 every-party',
			'last-notice 2032-11-30 every-party',
			'expiry 2033-06-30 every-party'
		]);
	});

	test('once notice is given its end is told, and what no longer matters is not', () => {
		const end = endOf(term, [{ end: '2027-06-01' }], []);
		expect(duesOf({ ...agreement, end }).map(({ kind, dueOn }) => `${kind} ${dueOn}`)).toEqual([
			'review 2026-12-01',
			'obligation 2026-12-10',
			'ending 2027-05-31'
		]);
		expect(days({ end, obligations: [], reviewOn: null })).toEqual([
			'ending 2027-05-31 every-party'
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
});
