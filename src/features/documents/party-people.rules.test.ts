/** A party's people that two change at once. */
import { expect, test } from 'vitest';
import { choicesIn, lineTwice, onTopOf, peopleShownAt } from './party-people.rules.ts';

const before = {
	version: 2,
	responsible: 'a',
	executing: [{ person: 'a' }, { person: 'b' }],
	signatories: [{ person: 'c', title: 'Direktør' }]
};
const untouched = {
	party: 'p',
	version: peopleShownAt(before),
	responsible: 'a',
	// the list of those who are chosen, and the empty choice of one more
	executing: ['b', 'a', ''],
	signatory: ['c', ''],
	title: ['Direktør', '']
};
const saved = { ...before, version: 3, responsible: 'b', signatories: [] };

test('R-179 what one left as it was stays as somebody else has saved it', () => {
	expect(onTopOf(saved, untouched)).toEqual({
		party: 'p',
		version: peopleShownAt(saved),
		responsible: 'b',
		executing: ['a', 'b'],
		signatory: [''],
		title: ['']
	});
});

test('R-179 what one chose oneself stands, beside what another changed', () => {
	const mine = onTopOf(saved, { ...untouched, executing: ['a', ''], title: ['Formand', ''] });
	expect(mine).toMatchObject({ responsible: 'b', executing: ['a', ''] });
	expect(mine).toMatchObject({ signatory: ['c', ''], title: ['Formand', ''] });
});

test('a form that tells nothing of what it showed counts as changed throughout', () => {
	expect(onTopOf(saved, { ...untouched, version: '2' })).toMatchObject({
		responsible: 'a',
		signatory: ['c', '']
	});
});

test('R-179 two who sign can change places: a line offers who stands in the other, and a new one only who stands in none', () => {
	const binding = ['c', 'd', 'e'].map((value) => ({ value }));
	const offered = (at: number) => choicesIn(binding, ['c', 'd', ''], at).map(({ value }) => value);
	expect(offered(0)).toEqual(['c', 'd', 'e']);
	expect(offered(1)).toEqual(['c', 'd', 'e']);
	expect(offered(2)).toEqual(['e']);
});

test('R-179 the line in which somebody stands a second time is found, and empty lines are nobody', () => {
	expect(lineTwice(['d', 'c', ''])).toBe(-1);
	expect(lineTwice(['c', '', '', 'c'])).toBe(3);
});
