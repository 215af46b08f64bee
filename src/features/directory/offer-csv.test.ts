import { expect, test } from 'vitest';
import type { Offer } from './offer.rules.ts';
import { cellOf, CSV_COLUMNS, writeCsv } from './offer-csv.ts';

test.each([
	['=1+1', "'=1+1"],
	['+45 70 10 20 30', "'+45 70 10 20 30"],
	['-5', "'-5"],
	['@SUM(A1)', "'@SUM(A1)"],
	['\t=x', "'\t=x"],
	['=cmd|"x";1', '"\'=cmd|""x"";1"'],
	['Kaffe; kage', '"Kaffe; kage"'],
	['to\nlinjer', '"to\nlinjer"'],
	['a=b', 'a=b']
])('what a spreadsheet would take for a formula stays text: %j', (typed, cell) => {
	expect(cellOf(typed)).toBe(cell);
});

test('each offer is one line with as many cells as the first', () => {
	const offer = {
		id: '1',
		name: '=Cafeen',
		languages: ['dansk', 'engelsk'],
		themes: ['work'],
		group: 'municipal',
		confirmedOn: '2026-05-04',
		placesTotal: null,
		placesFree: 0
	} as unknown as Offer & { id: string; confirmedOn: string };
	const [head, line, rest] = writeCsv([offer]).split('\r\n');
	expect(head).toBe(`\uFEFF${CSV_COLUMNS.join(';')}`);
	expect(line!.split(';')).toHaveLength(CSV_COLUMNS.length);
	expect(line).toContain("1;'=Cafeen;");
	expect(line).toContain('dansk, engelsk');
	expect(rest).toBe('');
});
