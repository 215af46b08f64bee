import { expect, test } from 'vitest';
import type { Answers } from '#features/documents/template.rules.ts';
import { mayConfirm, notYetRead, partnersOf, unreachable, whoIsTold } from './reading.rules.ts';

const answers: Answers = {
	'relevant-partners': {
		value: { kind: 'organisations', organisations: ['homes', 'shelter', 'solby'] },
		notApplicable: null
	}
};
const partners = ['homes', 'shelter'];
const contacts = [
	{ person: 'vera', organisation: 'shelter' },
	{ person: 'viggo', organisation: 'shelter' },
	{ person: 'eve', organisation: 'bank' }
];

test('R-077 the partners are those the framework names, not the municipality itself', () => {
	expect(partnersOf(answers, 'solby')).toEqual(partners);
	expect(partnersOf({}, 'solby')).toEqual([]);
});

test('R-071 each named partner is told through all its contacts, and nobody else is', () => {
	expect(whoIsTold(partners, contacts)).toEqual([
		{ organisation: 'homes', people: [] },
		{ organisation: 'shelter', people: ['vera', 'viggo'] }
	]);
});

test('R-071 a partner without a contact is shown, not forgotten', () => {
	expect(unreachable(whoIsTold(partners, contacts))).toEqual(['homes']);
});

test('R-072 one person’s word is the organisation’s', () => {
	expect(notYetRead(partners, [{ organisation: 'shelter', person: 'vera' }])).toEqual(['homes']);
	expect(notYetRead(partners, [])).toEqual(partners);
});

test('R-072 a partner’s person confirms, once; the municipality and strangers have nothing to confirm', () => {
	const vera = { organisation: 'shelter', person: 'vera' };
	expect(mayConfirm(vera, partners, [])).toBe(true);
	expect(mayConfirm(vera, partners, [vera])).toBe(false);
	expect(mayConfirm({ ...vera, person: 'viggo' }, partners, [vera])).toBe(true);
	expect(mayConfirm({ organisation: 'solby', person: 'lone' }, partners, [])).toBe(false);
	expect(mayConfirm({ organisation: 'bank', person: 'eve' }, partners, [])).toBe(false);
});
