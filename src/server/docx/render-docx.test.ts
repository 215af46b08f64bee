import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { plainDocument } from '../print/plain-document.ts';
import { eachText, tidy } from '../print/printable-text.ts';
import type { PrintedDocument } from '../print/printed-document.ts';
import { testContract } from '../print/test-contract.ts';
import { hasPoppler, isHere, textOf } from '../print/test-poppler.ts';
import { structureOf } from '../print/test-structure.ts';
import { renderDocx, stopWritingDocx } from './render-docx.ts';

afterAll(stopWritingDocx);

const hasOffice = isHere('soffice') && hasPoppler;
if (!hasOffice)
	console.warn('LibreOffice is not here: the test that opens DOCX with it is skipped.');

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
		const pdf = printWithOffice(await renderDocx(worst));
		const text = bare(textOf(pdf));
		const lost: string[] = [];
		eachText(plainDocument(worst), (words) => {
			for (const word of tidy(words).split(/\s+/))
				if (!text.includes(bare(word)) && !/^\d{4}-.*Z$|^[a-f0-9]{64}$/.test(word)) lost.push(word);
			return words;
		});
		// the words of Arabic are stored in the order they are seen in
		expect(lost.filter((word) => !/\p{Script=Arabic}/u.test(word) && !KINDS.has(word))).toEqual([]);
		expect(text).toContain('rækkenr499');
		const structure = await structureOf(pdf);
		for (const tag of ['Heading 1', 'Heading 2', 'Table', 'TH', 'TD', 'L'])
			expect(structure, tag).toMatch(new RegExp(`^\\s*${tag}$`, 'm'));
	}
);

/** What a part is, which is printed nowhere. */
const KINDS = new Set(['text', 'quiet', 'list', 'facts', 'table', 'da']);

const bare = (text: string) => text.replace(/[\s\u00ad\u200b]|-\n/g, '');

/** Opens a document in LibreOffice, without a window, and prints it as a tagged PDF. */
function printWithOffice(docx: Uint8Array): Uint8Array {
	const folder = mkdtempSync(path.join(tmpdir(), 'samspil-docx-'));
	try {
		writeFileSync(path.join(folder, 'document.docx'), docx);
		const filter = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}';
		execFileSync(
			'soffice',
			[
				`-env:UserInstallation=file://${folder}/profile`,
				'--headless',
				'--convert-to',
				filter,
				'--outdir',
				folder,
				path.join(folder, 'document.docx')
			],
			{ stdio: 'ignore', timeout: 150_000 }
		);
		return readFileSync(path.join(folder, 'document.pdf'));
	} finally {
		rmSync(folder, { recursive: true });
	}
}
