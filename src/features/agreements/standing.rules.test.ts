import { expect, test } from 'vitest';
import type { State } from '#features/documents/life.rules.ts';
import { governingEnd, nextReview, statesOf, type Listed } from './standing.rules.ts';

const base: Listed = { newest: null, from: null, end: null, reviewOn: null, coming: null };

test.each<[string, Partial<Listed>, State[]]>([
	['nobody has sent', {}, ['draft']],
	['waits', { newest: 'submitted' }, ['submitted']],
	['came back', { newest: 'returned' }, ['returned']],
	['begins tomorrow', { newest: 'agreed', from: '2026-05-05' }, ['agreed']],
	['began today', { newest: 'agreed', from: '2026-05-04' }, ['in-force']],
	[
		'is to be looked at today',
		{ newest: 'agreed', from: '2026-01-01', reviewOn: '2026-05-04' },
		['due-for-review']
	],
	['ended today', { newest: 'agreed', from: '2026-01-01', end: '2026-05-04' }, ['ended']],
	[
		'runs until the next version begins',
		{ newest: 'agreed', from: '2026-01-01', coming: '2026-06-01' },
		['in-force', 'agreed']
	],
	[
		'has not begun and is followed by another',
		{ newest: 'agreed', from: '2026-05-05', coming: '2026-06-01' },
		['agreed']
	],
	[
		'runs while the next version waits',
		{ newest: 'submitted', from: '2026-01-01' },
		['in-force', 'submitted']
	]
])('an agreement that %s', (_, change, expected) => {
	expect(statesOf({ ...base, ...change }, '2026-05-04')).toEqual(expected);
});

test.each([
	[null, null, null],
	['2027-12-31', null, '2028-01-01'],
	[null, '2027-07-01', '2027-07-01'],
	['2027-12-31', '2027-07-01', '2027-07-01'],
	['2027-12-31', '2028-01-01', '2028-01-01']
])('of the last day %s and the end %s, %s governs', (until, endsOn, expected) => {
	expect(governingEnd({ until, endsOn })).toBe(expected);
});

test.each([
	['while it runs, on its day', '2026-06-01', null, '2026-06-01'],
	['before its end, on its day', '2026-06-01', '2026-06-02', '2026-06-01'],
	['when it was due and is not held, on its day', '2026-05-01', '2026-06-02', '2026-05-01'],
	['on the first day it is not in force, never', '2026-06-01', '2026-06-01', null],
	['once it is over, never', '2026-05-01', '2026-05-04', null],
	['where no day is said, never', null, '2026-06-01', null]
])('an agreement is gone through %s', (_, reviewOn, end, expected) => {
	expect(nextReview(reviewOn, end, '2026-05-04')).toBe(expected);
});
