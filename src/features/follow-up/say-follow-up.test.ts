import { expect, test } from 'vitest';
import { writeRows } from './say-follow-up.ts';

test('R-058 a Danish spreadsheet opens the numbers in columns, and nothing in them is a formula', () => {
	expect(
		writeRows([
			['Samarbejde', 'Forløb'],
			['=Hjem; og "arbejde"', '12']
		])
	).toBe('\uFEFF"Samarbejde";"Forløb"\r\n"\'=Hjem; og ""arbejde""";"12"\r\n');
});
