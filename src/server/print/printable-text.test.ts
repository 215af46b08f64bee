import { describe, expect, test } from 'vitest';
import { eachText, spellUncovered, tidy } from './printable-text.ts';

describe('text for a PDF', () => {
	test('control characters and halves of characters go; line ends stay', () => {
		expect(tidy('a\u0000\u0007b\r\nc\ud800')).toBe('ab\nc\ufffd');
	});

	test('a very long word is left to hyphenation, a run that is no word may be broken', () => {
		const compound = 'speciallægepraksisplanlægningsstabiliseringsperiodebekendtgørelsen';
		expect(tidy(`(${compound}).`)).toBe(`(${compound}).`);
		expect(tidy('x'.repeat(80))).toBe('x'.repeat(80));
		expect(tidy('x'.repeat(81))).toBe(`${'x'.repeat(80)}\u200bx`);
		expect(tidy('0'.repeat(40))).toBe('0'.repeat(40));
		expect(tidy('0'.repeat(81))).toBe(`${'0'.repeat(40)}\u200b${'0'.repeat(40)}\u200b0`);
	});

	test('a soft hyphen stays, a mark that turns the direction of what follows goes', () => {
		expect(tidy('samarbejds\u00adaftale')).toBe('samarbejds\u00adaftale');
		expect(tidy('1.000\u202e kr.\u202c')).toBe('1.000 kr.');
	});

	test('a character without a glyph is told by its number', () => {
		const isCovered = (codePoint: number) => codePoint < 0x250;
		expect(spellUncovered('Hej 👩🏽 å\n', isCovered)).toBe('Hej [U+1F469] å\n');
		expect(spellUncovered('می\u200cروم', () => true)).toBe('می\u200cروم');
	});

	test('every text is reached, and nothing else changes', () => {
		const upper = (text: string) => text.toUpperCase();
		expect(eachText({ a: ['x', 1, null, { b: 'y' }], c: true }, upper)).toEqual({
			a: ['X', 1, null, { b: 'Y' }],
			c: true
		});
	});
});
