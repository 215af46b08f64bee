import { expect, test } from 'vitest';
import { CODE_LENGTH, mayIssue, readCode, spellCode } from './new-start.rules.ts';

test('a code is four groups of four signs that are not mistaken for each other', () => {
	const code = spellCode(Uint8Array.from({ length: CODE_LENGTH }, (_, index) => index * 17));
	expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
	expect(spellCode(new Uint8Array(CODE_LENGTH))).toBe('0000-0000-0000-0000');
	expect(spellCode(new Uint8Array(CODE_LENGTH).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
});

test('every sign comes as often as any other', () => {
	const counts = new Map<string, number>();
	for (let byte = 0; byte < 256; byte++) {
		const [sign] = spellCode(Uint8Array.of(byte));
		counts.set(sign!, (counts.get(sign!) ?? 0) + 1);
	}
	expect([...new Set(counts.values())]).toEqual([8]);
	expect(counts.size).toBe(32);
});

test.each([
	'K7QF-9M2X-0123-ABCD',
	' k7qf 9m2x 0123 abcd ',
	'K7QF9M2X0123ABCD',
	'k7qf–9m2x–o123–abcd',
	'K7QF-9M2X-OI23-ABCD',
	'K7QF-9M2X-Ol23-ABCD'
])('“%s” is the same code', (typed) => expect(readCode(typed)).toBe('K7QF9M2X0123ABCD'));

test('nobody makes a new start for themselves, or for somebody who has left', () => {
	const ada = { person: 'ada' };
	expect(mayIssue(ada, { person: 'bo', isActive: true }).ok).toBe(true);
	expect(mayIssue(ada, { person: 'ada', isActive: true })).toMatchObject({
		reason: 'not-yourself'
	});
	expect(mayIssue(ada, { person: 'bo', isActive: false })).toMatchObject({ reason: 'not-there' });
});
