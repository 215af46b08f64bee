import { expect, test } from 'vitest';
import { guessColumns } from './import-fields.rules.ts';
import { fieldsByName } from './import-words.ts';
import { cellOf, FIELDS, writeCsv } from './offer-csv.ts';
import type { ComparedOffer } from './said-offer.ts';

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
	} as unknown as ComparedOffer;
	const [head, line, rest] = writeCsv([offer]).split('\r\n');
	expect(head).toContain('Navn;Hvem giver hjælpen;Kommunalt eller frivilligt;');
	expect(head).not.toMatch(/name|targetGroup|isPreventive/);
	expect(line!.split(';')).toHaveLength(FIELDS.length);
	expect(line).toContain("1;'=Cafeen;");
	expect(line).toContain('dansk, engelsk');
	expect(line).toContain('Arbejde');
	expect(line).not.toMatch(/work|municipal/);
	expect(rest).toBe('');
});

test('a file from before, with English headings, is still read', () => {
	const before = [
		'id',
		'name',
		'targetGroup',
		'nextStep',
		'openingHours',
		'isPreventive',
		'placesTotal',
		'validUntil',
		'group',
		'confirmedOn'
	];
	expect(guessColumns(before, {}, fieldsByName())).toEqual(['key', ...before.slice(1)]);
});
