import { expect, test } from 'vitest';
import { asTyped, changesOf, DETAILS, type Details } from './details.rules.ts';

const amina: Details = {
	name: 'Amina Andersen',
	phone: '12345678',
	preferredChannel: 'sms',
	contactLimits: '',
	language: 'somali',
	interpreter: null,
	isProtected: false
};

test('a correction names what it changes, and nothing that stands', () => {
	expect(changesOf(amina, amina)).toEqual([]);
	expect(changesOf(amina, { ...amina, phone: '', isProtected: true })).toEqual([
		'phone',
		'isProtected'
	]);
	// That no interpreter is needed is another thing than not knowing.
	expect(changesOf(amina, { ...amina, interpreter: false })).toEqual(['interpreter']);
});

test.each([
	[null, 'unknown'],
	[true, 'yes'],
	[false, 'no']
])('an interpreter who is needed: %s is shown as %s', (interpreter, shown) => {
	expect(asTyped({ ...amina, interpreter }).interpreter).toBe(shown);
});

test('every detail is shown', () => {
	expect(Object.keys(asTyped(amina))).toEqual([...DETAILS]);
});
