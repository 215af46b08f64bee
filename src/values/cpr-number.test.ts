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
	// a hash, by chance
	[`${'ab'.repeat(20)}0101901234${'c'.repeat(14)}`, false],
	// dates, days with a time, and what else has many digits
	['010126-310126', false],
	['01.10.26 14.30', false],
	['den 12.10.26 1430', false],
	['fra 01.10.25 til 2027', false],
	['12.10.25 - 1430', false],
	['12.10.25 – 14 30', false],
	['01.01.24-2026', false],
	['01-10-2026 - 31-12-2026', false],
	['12 34 56 78', false],
	['20 30 40 50 60', false],
	['reg. 1234 konto 123 456 7890', false],
	['011290-1234', true],
	['011290 - 1234', true],
	['011290–1234', true],
	['011290\u20111234', true],
	['011290\u00a01234', true],
	['011290  1234', true],
	['011290/1234', true],
	['011290-12 34', true],
	['01.12.90-1234', true],
	['01-12-90-1234', true],
	['01 12 90-1234', true],
	['01 12 90 1234', true],
	// given while somebody has none
	['611290-1234', true],
	['cpr:311299 0001.', true]
])('%s is a personal number: %s', (text, expected) => {
	expect(holdsCprNumber(text)).toBe(expected);
});
