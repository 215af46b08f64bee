import { describe, expect, test } from 'vitest';
import {
	lastTouched,
	nextReview,
	partiesAbsent,
	recordReview,
	REVIEW_OUTCOMES,
	statusAfter,
	withoutOutcome,
	type NextReview,
	type Review,
	type Reviewed
} from './review.rules.ts';

const agreement: Reviewed = {
	parties: ['solby', 'natly'],
	from: '2026-01-01',
	lastDay: '2027-12-31',
	obligations: [
		{ id: 'rooms', status: 'open' },
		{ id: 'hours', status: 'under-way' },
		{ id: 'folder', status: 'kept' }
	]
};
const review: Review = {
	on: '2026-11-20',
	present: [
		{ person: 'karen', party: 'solby' },
		{ person: 'omar', party: 'natly' }
	],
	findings: [
		{ obligation: 'rooms', outcome: 'kept', note: '' },
		{ obligation: 'hours', outcome: 'behind', note: 'To frivillige er stoppet.' }
	],
	conclusion: 'continue',
	next: { on: '2027-05-20', owner: { person: 'karen', party: 'solby' } }
};
const reasonOf = (changed: Partial<Review>, about: Partial<Reviewed> = {}) => {
	const answered = recordReview(
		{ ...review, ...changed },
		{ ...agreement, ...about },
		'2026-11-22'
	);
	return answered.ok ? 'recorded' : answered.reason;
};

describe('R-199 a review', () => {
	test('is held jointly, with an outcome for each obligation', () => {
		expect(recordReview(review, agreement, '2026-11-22')).toEqual({ ok: true, value: review });
		expect(reasonOf({ present: [review.present[0]!] })).toBe('party-not-there');
		expect(partiesAbsent({ present: [] }, agreement.parties)).toEqual(['solby', 'natly']);
		expect(reasonOf({ findings: [review.findings[0]!] })).toBe('outcome-missing');
		expect(withoutOutcome({ findings: [] }, agreement)).toEqual(['rooms', 'hours']);
	});

	test.each([
		['behind', 'note-needed'],
		['not-begun', 'note-needed'],
		['dropped', 'note-needed'],
		['kept', 'recorded'],
		['on-track', 'recorded']
	] as const)('an obligation that is %s without a word: %s', (outcome, answer) => {
		const findings = [review.findings[0]!, { obligation: 'hours', outcome, note: ' ' }];
		expect(reasonOf({ findings })).toBe(answer);
	});

	test('has been held, while the agreement ran', () => {
		expect(reasonOf({ on: '2026-11-22' })).toBe('recorded');
		expect(reasonOf({ on: '2026-11-23' })).toBe('in-the-future');
		expect(reasonOf({}, { from: '2026-11-20' })).toBe('recorded');
		expect(reasonOf({}, { from: '2026-11-21' })).toBe('not-in-force-yet');
		expect(reasonOf({}, { lastDay: '2026-11-19' })).toBe('agreement-has-ended');
	});

	test('R-005 sets the next day and its owner, from a party, unless the agreement is to end', () => {
		const owner = { person: 'karen', party: 'solby' };
		expect(reasonOf({ next: null })).toBe('next-review-missing');
		expect(reasonOf({ next: null, conclusion: 'adjust' })).toBe('next-review-missing');
		expect(reasonOf({ next: null, conclusion: 'end' })).toBe('recorded');
		expect(reasonOf({ next: { on: '2026-11-20', owner } })).toBe('next-review-too-early');
		expect(reasonOf({ next: { on: '2026-11-21', owner } })).toBe('recorded');
		expect(reasonOf({ next: { on: '2027-12-31', owner } })).toBe('recorded');
		expect(reasonOf({ next: { on: '2028-01-01', owner } })).toBe('next-review-after-end');
		expect(reasonOf({ next: { on: '2028-01-01', owner } }, { lastDay: null })).toBe('recorded');
		const stranger = { person: 'lis', party: 'skolen' };
		expect(reasonOf({ next: { on: '2027-05-20', owner: stranger } })).toBe('owner-not-of-a-party');
	});

	test('says what becomes of each obligation', () => {
		expect(REVIEW_OUTCOMES.map(statusAfter)).toEqual([
			'kept',
			'under-way',
			'under-way',
			'open',
			'dropped'
		]);
	});
});

describe('R-006 an agreement sleeps from the day it was last taken up', () => {
	const touched = { from: '2026-01-31', openedOn: null, reviewedOn: null };

	test('it is opened or reviewed, whichever was last', () => {
		expect(lastTouched({ ...touched, openedOn: '2026-05-01' })).toBe('2026-05-01');
		const both = { ...touched, openedOn: '2026-05-01', reviewedOn: '2026-06-15' };
		expect(lastTouched(both)).toBe('2026-06-15');
		expect(lastTouched({ ...both, openedOn: '2026-08-31' })).toBe('2026-08-31');
	});

	test('not before it was in force', () => {
		expect(lastTouched(touched)).toBe('2026-01-31');
		expect(lastTouched({ ...touched, openedOn: '2025-10-01' })).toBe('2026-01-31');
	});
});

describe('nextReview: when it is gone through next, now that a version is agreed on', () => {
	const karen = { person: 'karen', organisation: 'solby' };
	const omar = { person: 'omar', organisation: 'natly' };
	const stands = { on: '2027-05-04', owner: karen };
	const old = { on: '2026-10-01', owner: omar };

	test.each<[string, NextReview, NextReview, NextReview | undefined, NextReview]>([
		['the first version sets the day', { on: null, owner: null }, old, undefined, old],
		['no day changes nothing', stands, { on: null, owner: null }, old, stands],
		['an old day that came along changes nothing', stands, old, old, stands],
		[
			'a later day counts',
			stands,
			{ on: '2028-01-01', owner: omar },
			old,
			{ on: '2028-01-01', owner: omar }
		],
		[
			'an earlier day written on purpose counts',
			stands,
			{ on: '2026-12-01', owner: null },
			old,
			{ on: '2026-12-01', owner: karen }
		],
		[
			'a new owner counts without a new day',
			stands,
			old,
			{ ...old, owner: karen },
			{ ...stands, owner: omar }
		]
	])('%s', (_, now, said, before, expected) => {
		expect(nextReview(now, said, before)).toEqual(expected);
	});
});
