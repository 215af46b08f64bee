import { expect, test } from 'vitest';
import { readToken, sessionCookie, signToken } from './session-cookie.ts';

const SECRET = 'a secret for this test and nothing else';
const signed = signToken('token', SECRET);

test('a cookie that we signed gives its token back', () => {
	expect(readToken(signed, SECRET)).toBe('token');
});

test.each([
	['nothing', undefined],
	['emptiness', ''],
	['a bare token', 'token'],
	['a token with a dot only', 'token.'],
	['a signature only', signed.slice(5)],
	['another token under the same signature', signed.replace('token', 'other')],
	['a signature cut short', signed.slice(0, -8)],
	['a signature of another secret', signToken('token', `${SECRET}!`)],
	['100,000 characters', 'a.'.repeat(50_000)]
])('%s is nobody’s', (_, value) => {
	expect(readToken(value, SECRET)).toBeUndefined();
});

test('over https the cookie belongs to this host alone', () => {
	expect(sessionCookie(true)).toBe('__Host-samspil.session_token');
	expect(sessionCookie(false)).toBe('samspil.session_token');
});
