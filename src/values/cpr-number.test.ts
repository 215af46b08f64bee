import { expect, test } from 'vitest';
import { holdsCprNumber } from './cpr-number.ts';

test.each([
	['telefon +45 12 34 56 78', false],
	['telefon +4512345678', false],
	['sag 2026-123456-7890', false],
	['320190-1234', false],
	['011390-1234', false],
	['12010190-12345', false],
	// the id of somebody chosen, by chance
	['ab010190-1234-4e9f-8a5b-3c2d1e0f9a8b', false],
	['011290-1234', true],
	['cpr:311299 0001.', true]
])('%s is a personal number: %s', (text, expected) => {
	expect(holdsCprNumber(text)).toBe(expected);
});
