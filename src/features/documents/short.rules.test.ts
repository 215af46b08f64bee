import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountInOere, isReadable, numberIn, readCell, writeCell } from './short.rules.ts';
import type { Cell } from './template.rules.ts';

const money: Cell = { kind: 'money' };
const number: Cell = { kind: 'number', unit: null };

describe('short answers', () => {
	test.each([
		['1.250,50', '125050'],
		['1250,5', '125050'],
		['1250.50', '125050'],
		['1250', '125000'],
		['1.250', '125000'],
		['1.250.000 kr.', '125000000'],
		['1 250,00 kr', '125000'],
		['-5', '-500'],
		['0,01', '1'],
		['0', '0'],
		['1,005', '1,005'],
		['1.25.000', '1.25.000'],
		['gratis', 'gratis'],
		['', '']
	])('the amount %j is kept as %j', (typed, kept) => {
		expect(readCell(money, typed)).toBe(kept);
	});

	test.each([
		['12,5', '12.5'],
		['12.5', '12.5'],
		['1.000', '1000'],
		['007', '7'],
		['1e9', '1e9'],
		['tyve', 'tyve']
	])('the number %j is kept as %j', (typed, kept) => {
		expect(readCell(number, typed)).toBe(kept);
	});

	test('what is shown for changing is read back as the same', () => {
		fc.assert(
			fc.property(fc.integer({ min: -1e12, max: 1e12 }), (oere) => {
				expect(readCell(money, writeCell(money, String(oere)))).toBe(String(oere));
				expect(readCell(number, writeCell(number, String(oere / 1000)))).toBe(String(oere / 1000));
			})
		);
	});

	test('whatever is typed is either read, or kept as it was and refused', () => {
		fc.assert(
			fc.property(fc.string(), (typed) => {
				for (const cell of [money, number]) {
					const kept = readCell(cell, typed);
					expect(isReadable(cell, kept) || kept === typed).toBe(true);
				}
			})
		);
	});

	test('what a kept text means, and the limits of it', () => {
		expect(amountInOere('10000000000000')).toBe(10_000_000_000_000);
		expect(amountInOere('10000000000001')).toBe(null);
		expect(amountInOere('')).toBe(null);
		expect(numberIn('-0.5')).toBe(-0.5);
		expect(numberIn('x')).toBe(null);
	});
});
