import { describe, expect, test } from 'vitest';
import { namesAgree, recognise } from './signer.rules.ts';

describe('names agree', () => {
	test.each([
		['Mads Borg', 'Mads Borg'],
		['Mads Borg', 'Mads Peter Skov Borg'],
		['Mads Peter Borg', 'Mads Borg'],
		['Åse Østergaard', 'AASE ØSTERGÅRD'],
		['Anne-Marie Hald', 'Anne Marie Hald'],
		['Lone M. Leder', 'Lone Mette Leder'],
		['Ýmir', 'Ýmir']
	])('%s is %s', (one, other) => {
		expect(namesAgree(one, other)).toBe(true);
	});

	test.each([
		['Mads Borg', 'Mette Borg'],
		['Mads Borg', 'Mads Skov'],
		['Mads', 'Mads Borg'],
		['Mads Borg', ''],
		['', ''],
		['M. B.', 'M. B.']
	])('%s is not %s', (one, other) => {
		expect(namesAgree(one, other)).toBe(false);
	});
});

test('who comes for the first time is recognised by name', () => {
	const signed = { subject: 'a1', name: 'Mads Peter Borg' };
	expect(recognise({ name: 'Mads Borg', known: null }, signed).ok).toBe(true);
	expect(recognise({ name: 'Karl Kontor', known: null }, signed)).toEqual({
		ok: false,
		reason: 'another-name-signed'
	});
});

test('who has signed before is known whatever they are called now, and nobody of the same name is them', () => {
	expect(
		recognise({ name: 'Mads Skov', known: 'a1' }, { subject: 'a1', name: 'Mads Borg' }).ok
	).toBe(true);
	expect(
		recognise({ name: 'Mads Borg', known: 'a1' }, { subject: 'b2', name: 'Mads Borg' })
	).toEqual({ ok: false, reason: 'another-identity-signed' });
});
