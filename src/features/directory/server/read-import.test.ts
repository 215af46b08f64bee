/** What somebody else’s file is read as, whatever it is. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { file, read, unread } from './test-reading.ts';

describe('a file', () => {
	test('of Danish Excel, in its own letters, with semicolons and a title above', async () => {
		const text =
			'Tilbud i Solby;;\r\n\r\nNavn;Målgruppe;Beskrivelse\r\nCaféen på Ærø;Unge;"Kaffe; kage\r\nog øl"\r\n;;\r\n';
		const latin = Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)));
		const table = await read(file(latin));
		expect(table).toMatchObject({ form: 'table', headings: ['Navn', 'Målgruppe', 'Beskrivelse'] });
		expect(table.rows).toEqual([
			{ number: 4, cells: ['Caféen på Ærø', 'Unge', 'Kaffe; kage\r\nog øl'] }
		]);
	});

	test('with the mark of UTF-8, tabs or commas, and Excel’s word for what stands between', async () => {
		for (const text of [
			'\uFEFFNavn;Pris\nÅen;5',
			'Navn\tPris\nÅen\t5',
			'Navn,Pris\nÅen,5',
			'sep=;\nNavn;Pris\nÅen;5'
		])
			expect((await read(file(text))).rows[0]!.cells).toEqual(['Åen', '5']);
	});

	test.each([
		['nothing', '', 'empty'],
		['spaces', ' \n ', 'empty'],
		['headings alone', 'Navn;Pris\n', 'no-rows'],
		['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 1), 'not-a-table'],
		['a PDF', '%PDF-1.7 …', 'not-a-table'],
		['a page of the web', '<html><body>hej', 'not-a-table'],
		['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'old-excel'],
		['a quote that is never closed', 'Navn;Pris\n"Åen;5', 'broken'],
		['JSON that is cut off', '{"contents": [{"name":', 'broken-json'],
		['JSON of something else', '{"hello": "world"}', 'no-services'],
		['a page without services', '{"contents": []}', 'no-rows'],
		['a zip of pictures', zipSync({ 'a.png': strToU8('x') }), 'not-a-table'],
		[
			'two tables that are no HSDS',
			zipSync({ 'a.csv': strToU8('x;y\n1;2'), 'b.csv': strToU8('x;y\n1;2') }),
			'several-tables'
		],
		['too many rows', `Navn;Pris\n${'a;1\n'.repeat(10_001)}`, 'too-many-rows'],
		['too many columns', `${'a;'.repeat(101)}b\n1;2`, 'too-many-columns']
	])('%s is told so', async (_, text, reason) => {
		expect(await unread(text)).toBe(reason);
	});

	test('that unpacks to a huge one is not opened, whatever it is called', async () => {
		const bomb = zipSync({
			'[Content_Types].xml': strToU8('<x/>'),
			'xl/workbook.xml': new Uint8Array(130_000_000)
		});
		expect(bomb.length).toBeLessThan(200_000);
		expect(await unread(bomb)).toBe('too-large');
	});
});
