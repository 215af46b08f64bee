import { unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import type { PrintedDocument } from '../print/printed-document.ts';
import { testContract } from '../print/test-contract.ts';
import { textOf } from '../print/test-poppler.ts';
import { structureOf } from '../print/test-structure.ts';
import { renderDocx, stopWritingDocx } from './render-docx.ts';
import { bare, hasOffice, printWithOffice, wordsLostFrom } from './test-office.ts';

afterAll(stopWritingDocx);

/** The parts of the file by their names. */
const unpack = (docx: Uint8Array) => {
	const files = unzipSync(docx);
	return (name: string) => new TextDecoder().decode(files[name]);
};
const worst: PrintedDocument = {
	...testContract(3, 'Udkast'),
	signatures: { ...testContract(3).signatures!, none: '' },
	sections: [
		...testContract(3).sections,
		{
			heading: 'Blåbærgrød på Ærø',
			parts: [
				{
					kind: 'text',
					text: 'speciallægepraksisplanlægningsstabiliseringsperiode <b>&amp; “§ 141”'
				},
				{ kind: 'text', text: 'مرحبا بكم' },
				{ kind: 'quiet', text: 'Ikke relevant: ingen Ĩ Ũ ĸ' },
				{ kind: 'text', text: 'første linje\nanden linje\n\nnyt afsnit\u0000\ud800' },
				{
					kind: 'table',
					caption: 'Opgaver',
					head: ['Opgave', 'Ansvarlig'],
					rows: Array.from({ length: 500 }, (_, row) => [`række nr ${row}`, 'Åse'])
				}
			],
			questions: []
		}
	]
};

describe('the DOCX', () => {
	test('has real headings and lists, tables with a head that is repeated, and language', async () => {
		const part = unpack(await renderDocx(testContract()));
		const body = part('word/document.xml');
		for (const style of ['Title', 'Heading1', 'Heading2', 'Caption'])
			expect(body).toContain(`<w:pStyle w:val="${style}"/>`);
		expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(2);
		expect(body).toContain('<w:numPr>');
		expect(body).toContain('TOC \\h \\o');
		expect(part('word/styles.xml')).toContain('<w:lang w:val="da-DK"/>');
	});

	test('keeps a row of a table on one page, unless it is longer than one', async () => {
		const table = (cell: string): PrintedDocument => ({
			...testContract(),
			sections: [
				{
					heading: 'Penge',
					questions: [
						{
							label: 'Bidrag',
							parts: [
								{ kind: 'table', caption: null, head: ['Hvad', 'Hvem'], rows: [[cell, 'Solby']] }
							]
						}
					]
				}
			],
			approvals: null
		});
		const keeps = async (cell: string) =>
			unpack(await renderDocx(table(cell)))('word/document.xml').match(/<w:cantSplit\/>/g)?.length;
		expect(await keeps('Kaffe og kage til alle, hver uge. '.repeat(5))).toBe(2);
		expect(await keeps('Kaffe og kage til alle, hver uge. '.repeat(500))).toBe(1);
	});

	test('says that a line is as high as its letters need, so that a long title is not set over itself', async () => {
		const styles = unpack(await renderDocx(testContract()))('word/styles.xml');
		const heights = styles.match(/<w:spacing [^>]*w:line="[^>]*>/g)!;
		expect(heights.length).toBeGreaterThan(0);
		for (const each of heights) expect(each).toContain('w:lineRule="auto"');
	});

	test('has headings, lists that each begin with 1, bold and links inside an answer', async () => {
		const run = (text: string, look = {}) => ({
			text,
			bold: false,
			italic: false,
			href: null,
			...look
		});
		const numbers = { is: 'numbers' as const, lines: [[run('a')], [run('b')]] };
		const { sections } = testContract();
		const part = unpack(
			await renderDocx({
				...testContract(),
				sections: [
					...sections,
					{
						heading: 'Form',
						parts: [
							{
								kind: 'prose',
								blocks: [
									{ is: 'heading', lines: [[run('Under')]] },
									numbers,
									{ is: 'bullets', lines: [[run('fed', { bold: true })]] },
									numbers,
									{
										is: 'paragraph',
										lines: [[run('her', { href: 'https://solby.example/a?b=c&d=e' })], [run('<b>')]]
									}
								]
							}
						],
						questions: []
					}
				]
			})
		);
		const body = part('word/document.xml');
		expect(body).toContain('<w:pStyle w:val="Heading3"/>');
		expect(body).toContain('&lt;b&gt;');
		expect(part('word/_rels/document.xml.rels')).toContain(
			'Target="https://solby.example/a?b=c&amp;d=e"'
		);
		const lists = body
			.slice(body.lastIndexOf('Form</w:t>'))
			.split('</w:p>')
			.flatMap((paragraph) => {
				const [, list] = /<w:numId w:val="(\d+)"\/>/.exec(paragraph) ?? [];
				return list ? [[/<w:t[^>]*>([^<]*)</.exec(paragraph)?.[1], list] as const] : [];
			});
		expect(lists.map(([words]) => words)).toEqual(['a', 'b', 'fed', 'a', 'b']);
		const [first, again, bullets, second] = lists.map(([, id]) => id);
		expect(first).toBe(again);
		expect(new Set([first, bullets, second]).size).toBe(3);
	});

	test('says its title, its parties and its checksum', async () => {
		const core = unpack(await renderDocx(testContract()))('docProps/core.xml');
		expect(core).toContain('<dc:title>Samarbejdskontrakt nr. 1</dc:title>');
		expect(core).toContain('<dc:creator>Solby Kommune, Boligforeningen Åløkke');
		expect(core).toContain(`<cp:keywords>sha256:${testContract().hash}</cp:keywords>`);
	});

	test('bears the mark of a draft on its pages and in its text, and an agreement does not', async () => {
		const draft = unpack(await renderDocx(testContract(1, 'Udkast')));
		expect(draft('word/header1.xml')).toContain('string="Udkast"');
		expect(draft('word/document.xml')).toContain('>Udkast</w:t>');
		const agreed = unpack(await renderDocx(testContract(1)));
		expect(agreed('word/header1.xml')).not.toContain('Udkast');
		expect(agreed('word/document.xml')).not.toContain('Udkast');
	});

	test('survives what no file may hold, and 100,000 characters', async () => {
		const long = { ...worst, subtitle: 'ord '.repeat(25_000) };
		const body = unpack(await renderDocx(long))('word/document.xml');
		expect(body).not.toContain('\u0000');
		expect(body.match(/ord /g)?.length).toBeGreaterThan(24_000);
	});
});

test.skipIf(!hasOffice)(
	'LibreOffice opens it and prints every word, with headings and tables',
	{ timeout: 180_000 },
	async () => {
		const [pdf] = printWithOffice(await renderDocx(worst));
		const text = textOf(pdf!);
		expect(wordsLostFrom(worst, text)).toEqual([]);
		expect(bare(text)).toContain('rækkenr499');
		const structure = await structureOf(pdf!);
		for (const tag of ['Heading 1', 'Heading 2', 'Table', 'TH', 'TD', 'L'])
			expect(structure, tag).toMatch(new RegExp(`^\\s*${tag}$`, 'm'));
	}
);
