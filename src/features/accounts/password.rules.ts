/** Which passwords are good enough: long, and not among the first that anybody would guess (NIST SP 800-63B, 5.1.1.2). */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** How few and how many characters a password may have. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

/** Why a password is not good enough. */
export type PasswordRefusal = 'password-too-short' | 'password-too-long' | 'password-too-common';

/** Beginnings of lists of leaked passwords, and what people here think of first. Twelve characters or more. */
const COMMON = new Set([
	'123456789012',
	'1234567890123',
	'12345678901234',
	'123456789123',
	'123123123123',
	'112233445566',
	'111111111111',
	'000000000000',
	'password1234',
	'password12345',
	'passwordpassword',
	'adgangskode1',
	'adgangskode12',
	'adgangskode123',
	'adgangskode1234',
	'kodeordkodeord',
	'hemmeligkode',
	'qwertyuiop12',
	'qwertyuiop123',
	'qwertyqwerty',
	'qwerty123456',
	'abcdefghijkl',
	'abcdefghijklm',
	'abcd12345678',
	'1q2w3e4r5t6y',
	'1qaz2wsx3edc',
	'iloveyou1234',
	'letmeinletmein',
	'velkommen123',
	'velkommen1234',
	'sommerferie1',
	'danmark12345',
	'danmarkdanmark',
	'kobenhavn123',
	'københavn123',
	'kommune12345',
	'kommunekommune',
	'samspil12345',
	'samspilsamspil',
	'fodbold12345',
	'administrator',
	'administrator1'
]);

/**
 * Whether `password` may be used by the person of this name and mail address. Refuses what is too short or long,
 * one of the most common, one character or a few over and over, or the person's own name or address.
 */
export function judgePassword(
	password: string,
	person: { name: string; email: string }
): Outcome<string, PasswordRefusal> {
	const length = [...password].length;
	if (length < SHORTEST_PASSWORD) return refused('password-too-short');
	// Counted as JavaScript does, so that no later step meets a longer one.
	if (password.length > LONGEST_PASSWORD) return refused('password-too-long');
	const plain = password.toLowerCase();
	const own = [
		person.email,
		person.email.split('@')[0],
		person.name,
		person.name.replaceAll(' ', '')
	];
	if (
		COMMON.has(plain) ||
		new Set(plain).size < 4 ||
		own.some((each) => each?.toLowerCase() === plain)
	)
		return refused('password-too-common');
	return done(password);
}
