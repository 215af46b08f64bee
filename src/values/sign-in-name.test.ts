import { expect, test } from 'vitest';
import {
	addressOfName,
	hasMailbox,
	readSignInAddress,
	signInNameOf,
	spellSignInName,
	withoutMailbox
} from './sign-in-name.ts';

test('a name is a word and four digits, and stands for an address that no mail reaches', () => {
	const name = spellSignInName(new Uint8Array([0, 16, 18, 219]));
	expect(name).toMatch(/^[a-z]{3,8}-\d{4}$/);
	expect(signInNameOf(addressOfName(name))).toBe(name);
	expect(hasMailbox(addressOfName(name))).toBe(false);
	expect(signInNameOf('amina@example.test')).toBeNull();
});

test('the app that shows codes names a name as it is told', () => {
	const setup = `otpauth://totp/Samspil:${encodeURIComponent(addressOfName('blad-4746'))}?secret=A&issuer=Samspil`;
	expect(withoutMailbox(setup)).toBe('otpauth://totp/Samspil:blad-4746?secret=A&issuer=Samspil');
});

test('a name is read however it was typed; a mail address stays one', () => {
	for (const typed of ['havn-4827', ' Havn 4827 ', 'HAVN4827', 'havn - 4827'])
		expect(readSignInAddress(typed)).toBe(addressOfName('havn-4827'));
	expect(readSignInAddress(' Amina@Example.test ')).toBe('amina@example.test');
	expect(readSignInAddress('havn-48271')).toBe('havn-48271');
});

test('names are many enough that they are not guessed one after the other', () => {
	const drawn = new Set(
		Array.from({ length: 500 }, () => spellSignInName(crypto.getRandomValues(new Uint8Array(4))))
	);
	expect(drawn.size).toBeGreaterThan(490);
});
