/** What a cell of somebody else’s table says, and which column holds what. */
import { describe, expect, test } from 'vitest';
import { guessColumns } from './import-fields.rules.ts';
import { fieldsByName, knownWords } from './import-words.ts';
import { LONGEST, plainText, readRow, type Said } from './imported-offer.rules.ts';
import { TODAY, file, read, rowsOf } from './server/test-reading.ts';

describe('the columns are guessed', () => {
	test('from headings as municipalities write them', () => {
		const headings = [
			'Nr.',
			'Tilbuddets navn',
			'Målgruppe',
			'Beskrivelse (kort)',
			'Tlf.',
			'E-mail',
			'Postnr.',
			'By'
		];
		expect(guessColumns(headings)).toEqual([
			'key',
			'name',
			'targetGroup',
			'content',
			'phone',
			'email',
			'postalCode',
			'town'
		]);
	});

	test('as they were chosen before; one that nobody used then is not used now', () => {
		const chosen = { 'hvad de laver': 'content', tlf: '' };
		expect(guessColumns(['Hvad de laver', 'Tlf.', 'Beskrivelse'], chosen)).toEqual([
			'content',
			'',
			''
		]);
	});

	test('by what our own forms call them, in both languages', () => {
		expect(
			guessColumns(['Hvem er det for', 'Who is it for?', 'What do I do now'], {}, fieldsByName())
		).toEqual(['targetGroup', '', 'nextStep']);
	});
});

describe('a cell', () => {
	const one = (cells: Said) => readRow(cells, knownWords(), TODAY);
	test.each([
		['validUntil', '46387', '2026-12-31'],
		['validUntil', '31-12-2026', '2026-12-31'],
		['validUntil', '1.2.26', '2026-02-01'],
		['validUntil', '2026-12-31T00:00:00Z', '2026-12-31'],
		['isPreventive', 'Ja', 'yes'],
		['isPreventive', 'falsk', ''],
		['themes', 'Ensomhed; bolig, ensomhed', 'housing, loneliness'],
		['group', 'Frivillig forening', 'private-voluntary'],
		['group', 'Kommunalt', 'municipal'],
		['website', 'www.eksempel.dk/side', 'https://www.eksempel.dk/side'],
		['email', 'Post@Eksempel.DK', 'post@eksempel.dk'],
		['placesFree', '4.0', '4'],
		['languages', 'dansk, dansk; engelsk', 'dansk, engelsk'],
		['name', "'=SUM(A1)", '=SUM(A1)'],
		['content', '<p>Kaffe &amp; kage</p><script>alert(1)</script>', 'Kaffe & kage\nalert(1)'],
		['content', 'For børn < 18 år & <3', 'For børn < 18 år & <3']
	] as const)('%s: %j is read as %j', (field, cell, kept) => {
		const { said, problems } = one({ [field]: cell });
		expect(problems).toEqual([]);
		expect(said[field]?.replace(/\n+/g, '\n')).toBe(kept);
	});

	test.each([
		['validUntil', '31-02-2026', 'no-day'],
		['validUntil', 'efter sommeren', 'no-day'],
		['confirmedOn', '05-05-2026', 'day-to-come'],
		['placesFree', 'mange', 'no-number'],
		['website', 'javascript:alert(1)', 'no-web-address'],
		['phone', 'abc', 'no-phone'],
		['postalCode', 'hej', 'no-postal-code'],
		['email', 'ring bare', 'no-mail-address'],
		['themes', 'musik', 'no-theme'],
		['group', 'blandet', 'no-group'],
		['isPreventive', 'måske', 'no-yes-or-no'],
		['name', '', 'missing'],
		['name', 'a'.repeat(201), 'too-long']
	] as const)('%s: %j cannot be taken in: %s', (field, cell, reason) => {
		expect(one({ [field]: cell }).problems).toMatchObject([{ field, reason }]);
	});

	test('of a web page is words alone', () => {
		expect(plainText('<ul><li>Et</li><li>To</li></ul><img src=x onerror=alert(1)>', true)).toBe(
			'– Et\n– To'
		);
	});
});

describe('a cell that is made to take long', () => {
	// Work that grows with the square of the letters takes half a minute here; two seconds are far more than the rest needs.
	const soon = (text: string) => {
		const began = performance.now();
		const plain = plainText(text, true);
		expect(performance.now() - began).toBeLessThan(2000);
		return plain;
	};
	test('of spaces, or of comments that never end, is tidied at once', () => {
		expect(soon(`a${' '.repeat(300_000)}b`).length).toBe(300_002);
		expect(soon('<!--'.repeat(100_000)).length).toBe(400_000);
		expect(soon(`a${'<!-- x -->'.repeat(50_000)}b`)).toBe('ab');
	});

	test('loses its comments and the spaces at the ends of its lines', () => {
		expect(plainText('Kaffe<!-- <p>ikke\ndet --> og \t\nkage <!-- x', true)).toBe(
			'Kaffe og\nkage <!-- x'
		);
	});

	test.each([
		['content', 4 * LONGEST.content + 1],
		['name', 2001]
	] as const)('%s of too many letters is not tidied, and says so', (field, length) => {
		const { problems } = readRow({ [field]: ' '.repeat(length) }, knownWords(), TODAY);
		expect(problems).toEqual([{ field, reason: 'too-long', about: '' }]);
	});

	test('is never cut off unseen: what is kept of it is too long as well', async () => {
		const table = await read(file(`Navn;Beskrivelse\nÅen;Kaffe${' '.repeat(30_000)}og kage`));
		const rows = await rowsOf({ ...table, form: 'hsds-json', headings: ['name', 'content'] });
		expect(rows[0]!.problems).toMatchObject([{ field: 'content', reason: 'too-long' }]);
	});
});
