import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coverageOf } from './font-coverage.ts';
import { FONTS } from './fonts.ts';

test('Danish, Greenlandic, Ukrainian and Arabic can be set, Chinese cannot', () => {
	const fonts = FONTS.map((file) => coverageOf(readFileSync(file)));
	const isCovered = (text: string) =>
		[...text].every((sign) => fonts.some((has) => has(sign.codePointAt(0)!)));
	expect(isCovered('æøåÆØÅĸĩũ§€–“”')).toBe(true);
	expect(isCovered('Київ')).toBe(true);
	expect(isCovered('مرحباگپ')).toBe(true);
	expect(isCovered('中')).toBe(false);
});

test('a file that is no font is refused', () => {
	expect(() => coverageOf(new Uint8Array(64))).toThrow();
});
