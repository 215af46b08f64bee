import { expect, test } from 'vitest';
import { openWords, sealWords } from './sealed-words.ts';

const SECRET = 'hemmelighed'.repeat(4);

test('words that are sealed are read by nobody but the installation, at their place', () => {
	const sealed = sealWords(SECRET, '?q=misbrug&theme=substance-use', '/pathways/a');
	expect(sealed).toMatch(/^[\w-]+$/);
	expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toMatch(/misbrug|substance/);
	expect(openWords(SECRET, sealed, '/pathways/a')).toBe('?q=misbrug&theme=substance-use');
	expect(openWords(SECRET, sealed, '/pathways/b')).toBeNull();
	expect(openWords(`${SECRET}x`, sealed, '/pathways/a')).toBeNull();
});

test.each(['', 'x', '!!!', 'AAAA'.repeat(20)])('%j is nothing that was sealed', (made) => {
	expect(openWords(SECRET, made, '/')).toBeNull();
});

test('words of about one length are sealed to the same length, and never twice alike', () => {
	const one = sealWords(SECRET, '?theme=housing', '/');
	expect(sealWords(SECRET, '?theme=substance-use', '/')).toHaveLength(one.length);
	expect(sealWords(SECRET, '?theme=housing', '/')).not.toBe(one);
});

test('nothing, and the longest that is looked for, come back as they were', () => {
	for (const words of ['', 'æ'.repeat(300), 'x'.repeat(64)])
		expect(openWords(SECRET, sealWords(SECRET, words, '/'), '/')).toBe(words);
});
