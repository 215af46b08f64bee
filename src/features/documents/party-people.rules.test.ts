/** A party's people that two change at once. */
import { expect, test } from 'vitest';
import { onTopOf, peopleShownAt } from './party-people.rules.ts';

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
