/**
 * The code with which somebody begins anew who has lost every way to prove who they are: made by an administrator, handed
 * over in person, good for an hour and once. Short enough to read aloud, long enough that nobody guesses it.
 */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** Digits and letters that are not mistaken for each other: no I, L, O or U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** How many signs a code has: 80 bits. */
export const CODE_LENGTH = 16;

/** The code of `bytes`, sixteen of them, in four groups: 'K7QF-9M2X-…'. */
export const spellCode = (bytes: Uint8Array): string =>
	Array.from(bytes.subarray(0, CODE_LENGTH), (byte) => SIGNS[byte % SIGNS.length])
		.join('')
		.replace(/.{4}(?!$)/g, '$&-');

/** A code as it was typed, in the one spelling: small letters, spaces and the usual mistakes of reading count for nothing. */
export const readCode = (typed: string): string =>
	typed
		.toUpperCase()
		.replace(/[^0-9A-Z]/g, '')
		.replaceAll('O', '0')
		.replace(/[IL]/g, '1');

/** Whether a new start can be made for somebody: they work here today, and it is not oneself. */
export function mayIssue(
	administrator: { person: string },
	somebody: { person: string; isActive: boolean }
): Outcome<true, 'not-yourself' | 'not-there'> {
	if (administrator.person === somebody.person) return refused('not-yourself');
	return somebody.isActive ? done(true) : refused('not-there');
}
