import { expect, test } from 'vitest';
import { mayChangeFactors } from './factor.rules.ts';

test.each([
	['the first factor on a password alone', { hasApp: false, passkeys: 0 }, false, true],
	['no second factor on a password alone', { hasApp: true, passkeys: 0 }, false, false],
	['no app beside a passkey on a password alone', { hasApp: false, passkeys: 1 }, false, false],
	['another factor in a strong session', { hasApp: true, passkeys: 2 }, true, true]
])('one may add %s', (_, factors, isStrong, may) => {
	expect(mayChangeFactors(factors, isStrong).ok).toBe(may);
});
