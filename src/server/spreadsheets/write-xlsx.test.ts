/** A workbook that is written is read by others as it was meant, and never kept whole. */
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readXlsx } from './read-xlsx.ts';
import { hasCalc, openInOffice } from './test-office.ts';
import { writeXlsx, type Cell } from './write-xlsx.ts';

const wholeOf = async (written: ReadableStream<Uint8Array>) =>
	new Uint8Array(await new Response(written).arrayBuffer());

const HEADINGS = ['Navn', '=1+1', 'Pladser', 'Gælder til'];
const ROWS: Cell[][] = [
	['=HYPERLINK("https://x.example")', '+45 70 10 20 30', 12, { day: '2026-05-04' }],
	[' Ærø & <b>fed</b> ', 'to\nlinjer', 0, ''],
	['constructor', '_x0041_', '0800', { day: '2027-02-28' }],
	['', '-', '@SUM(A1)', "'=x"]
];
const READ = [
	HEADINGS,
	['=HYPERLINK("https://x.example")', '+45 70 10 20 30', '12', '2026-05-04'],
	[' Ærø & <b>fed</b> ', 'to\nlinjer', '0', ''],
	['constructor', '_x0041_', '0800', '2027-02-28'],
	['', '-', '@SUM(A1)', "'=x"]
];

test('a text is a text, a number a number and a day a day, and none is a formula', async () => {
	const workbook = await wholeOf(writeXlsx('Tilbud & mere', HEADINGS, ROWS));
	expect(await readXlsx(workbook)).toEqual(READ);
	expect(strFromU8(unzipSync(workbook)['xl/worksheets/sheet1.xml']!)).not.toContain('<f');
});

test('what no XML can say is left out', async () => {
	const odd = 'a\u0000b\u0008c\uFFFFd\uD800e\r\nf';
	expect(await readXlsx(await wholeOf(writeXlsx('x', ['A', 'B'], [[odd, '🐎']])))).toEqual([
		['A', 'B'],
		['abcde\nf', '🐎']
	]);
});

test('columns after Z are found', async () => {
	const many = Array.from({ length: 60 }, (_, at) => `Kolonne ${at}`);
	const workbook = await wholeOf(writeXlsx('x', many, [many]));
	expect(await readXlsx(workbook)).toEqual([many, many]);
});

test('rows are asked for while the file is sent, and others are answered meanwhile', async () => {
	let asked = 0;
	function* rows() {
		for (let each = 0; each < 10_000; each += 1) {
			asked += 1;
			yield Array.from({ length: 25 }, (_, at) => `Celle ${each} ${at} ${Math.random()}`);
		}
	}
	let longest = 0;
	let last = performance.now();
	const watch = setInterval(() => {
		longest = Math.max(longest, performance.now() - last);
		last = performance.now();
	}, 1);
	const reader = writeXlsx('x', ['A'], rows()).getReader();
	await reader.read();
	await reader.read();
	expect(asked).toBeLessThan(2_000);
	while (!(await reader.read()).done);
	clearInterval(watch);
	expect(asked).toBe(10_000);
	// A library that was tried kept everybody waiting for five seconds with as much.
	expect(longest).toBeLessThan(1_500);
}, 30_000);

test.skipIf(!hasCalc)(
	'LibreOffice shows the same, and works nothing out',
	async () => {
		const { cells, hasFormula } = openInOffice(await wholeOf(writeXlsx('Tilbud', HEADINGS, ROWS)));
		const day = (text: string) => text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$2/$3/$1');
		const shown = cells.map((row) =>
			row.map((cell) => {
				const [, first, second, year] =
					/^(\d\d?)[/.-](\d\d?)[/.-](\d\d(?:\d\d)?)$/.exec(cell) ?? [];
				return year
					? `${first!.padStart(2, '0')}/${second!.padStart(2, '0')}/20${year.slice(-2)}`
					: cell;
			})
		);
		expect(shown).toEqual(READ.map((row) => row.map(day)));
		expect(hasFormula).toBe(false);
	},
	150_000
);
