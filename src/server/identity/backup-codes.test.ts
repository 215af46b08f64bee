import { expect, test } from 'vitest';
import { newBackupCodes, readBackupCode } from './backup-codes.ts';

test('ten different codes, with no letter that can be taken for another', () => {
	const codes = newBackupCodes();
	expect(new Set(codes).size).toBe(10);
	for (const code of codes) expect(code).toMatch(/^[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}$/);
});

test.each(['K7M2P-XW94C', 'k7m2pxw94c', 'k7m2p – xw94c', ' K7m2p xw94c '])(
	'“%s” is read as the code that was shown',
	(typed) => expect(readBackupCode(typed)).toBe('k7m2p-xw94c')
);
