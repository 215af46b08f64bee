/** Documents that are hard to set, read back by somebody else's program. */
import { PDF } from '@libpdf/core';
import { afterAll, describe, expect, test } from 'vitest';
import type { PrintedDocument, PrintedPart } from '../print/printed-document.ts';
import { testContract } from '../print/test-contract.ts';
import { hasPoppler, poppler, textOf } from '../print/test-poppler.ts';
import { structureOf } from '../print/test-structure.ts';
import { renderArchivePdf, renderPdf, stopRendering } from './render-pdf.ts';

afterAll(stopRendering);

const saying = (...parts: PrintedPart[]): PrintedDocument => ({
	...testContract(),
	sections: [{ heading: 'Afsnit', parts, questions: [] }]
});
/** Without the hyphens and line ends that setting brings, and without the running head. */
const joined = (text: string) => text.replace(/[-\u00ad\u200b]?\n/g, '');
const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;

describe.skipIf(!hasPoppler)('what another program reads of our PDFs', () => {
	test('a contract has headings, tables with heads, lists and a table of contents', async () => {
		const pdf = await renderPdf(testContract());
		const structure = await structureOf(pdf);
		const seen = poppler('pdfinfo', pdf, ['-struct']);
		for (const tag of ['H1', 'H2', 'TOC', 'TOCI', 'Table', 'THead', 'TH', 'TBody', 'TD', 'L', 'LI'])
			expect(structure, tag).toMatch(new RegExp(`^\\s*${tag}\\b`, 'm'));
		expect(count(structure, /^\s*H1$/gm)).toBe(count(seen, /^\s*H1\b/gm));
		expect(count(structure, /^\s*TH$/gm)).toBe(4 + 3);
		expect(count(seen, /\/Scope \/Column/g)).toBe(4 + 3);
		const facts = poppler('pdfinfo', pdf);
		expect(facts).toMatch(/Title: +Samarbejdskontrakt nr\. 1\n/);
		expect(facts).toMatch(/Tagged: +yes/);
		expect(facts).toMatch(/Author: +Solby Kommune, Boligforeningen Åløkke/);
		expect(facts).toContain(`sha256:${testContract().hash}\n`);
	});

	test('what stands over a table is never left alone at the foot of a page', async () => {
		const table: PrintedPart = {
			kind: 'table',
			caption: 'Hvem gør hvad',
			head: ['Hvem', 'Hvad'],
			rows: [['Nattely', 'Seng til natten']]
		};
		// Somewhere among so many lengths of the text before it, the foot of a page comes between the two.
		for (let lines = 24; lines < 31; lines += 1) {
			const before: PrintedPart = { kind: 'text', text: Array(lines).fill('Linje').join('\n') };
			const pages = textOf(await renderPdf(saying(before, table))).split('\f');
			const page = pages.find((each) => each.includes('Hvem gør hvad'));
			expect(page, `${lines} lines`).toContain('Seng til natten');
		}
	});

	test('a signature is text under the name of its party: who, when with its zone, how, on what', async () => {
		const pdf = await renderPdf(testContract());
		const text = textOf(pdf);
		expect(text).toContain('Solby Kommune\nNavn: Mads Holm\nTitel: direktør');
		// the hour that comes twice, 25 October 2026
		expect(text).toContain('25. oktober 2026 kl. 02.30.01 (UTC+2)');
		expect(text).toContain('25. oktober 2026 kl. 02.30.01 (UTC+1)');
		expect(text).toContain('Bekræftet med: Samspil, totrinsbekræftelse');
		expect(joined(text)).toContain(`aaaaaaaa aaaaaaaa`);
		expect(text).toContain('Underskrevet: Ikke endnu');
	});

	test('a draft says so first of all, and an agreement does not', async () => {
		const [draft, agreed] = await Promise.all([
			renderPdf(testContract(1, 'Udkast')),
			renderPdf(testContract(1))
		]);
		// as text of its own below the title, and not only as a mark behind the text
		expect(textOf(draft)).toMatch(/^Udkast$/m);
		expect(textOf(agreed)).not.toContain('Udkast');
	});

	test('amounts have a total, and stand flush', async () => {
		const text = textOf(
			await renderPdf(
				saying({
					kind: 'money',
					caption: 'Bidrag',
					head: ['Part', 'Kontant', 'Timer'],
					rows: [
						{ what: 'Solby', amountsInOere: [10_000_000, 5] },
						{ what: 'Åløkke', amountsInOere: [-250_050, 0] }
					]
				})
			)
		).replaceAll('\u00a0', ' ');
		expect(text).toMatch(/I alt\s+97\.499,50 kr\.\s+0,05 kr\./);
	});

	test.each([
		['Danish letters', 'Blåbærgrød på Ærø: “æøåÆØÅ” – § 141, 50 %, 3 m²'],
		['a long compound', 'speciallægepraksisplanlægningsstabiliseringsperiode'],
		['Greenlandic', 'Nalunaarasuartaateeranngualioqatigiiffissualioriataallaqqissupilorujussuaĸ'],
		['Ukrainian', 'Разом ми можемо більше'],
		['markup', '#panic("x") *fed* _kursiv_ $x^2$ @henvisning <mærke> \\ `kode` // ikke']
	])('%s comes back whole', async (_, words) => {
		const text = textOf(await renderPdf(saying({ kind: 'text', text: words })));
		expect(joined(text).replace(/\s/g, '')).toContain(words.replace(/\s/g, ''));
	});

	test('a soft hyphen may break the word and is not seen otherwise', async () => {
		const words = 'samarbejds\u00adkoordinerings\u00adaftale';
		const text = textOf(await renderPdf(saying({ kind: 'text', text: words })));
		expect(text.replaceAll('\u00ad', '')).toContain('samarbejdskoordineringsaftale');
	});

	test('Arabic is set in letters and read from the right', async () => {
		const pdf = await renderPdf(
			saying(
				{ kind: 'text', text: 'مرحبا بكم' },
				{ kind: 'text', text: 'Hun siger “شكرا” og går.' }
			)
		);
		const text = textOf(pdf);
		expect(text).toContain('شكرا');
		expect(text).toMatch(/مرحبا/);
		expect(text).not.toContain('[U+');
	});

	test('a table of 500 rows repeats its head on every page and loses no row', async () => {
		const rows = Array.from({ length: 500 }, (_, row) => [`række ${row}`, 'Åse', `felt ${row}`]);
		const head = ['Opgave', 'Ansvarlig', 'Bemærkning'];
		const pdf = await renderPdf(saying({ kind: 'table', caption: 'Opgaver', head, rows }));
		const text = textOf(pdf);
		expect(count(text, /^række \d+ /gm)).toBe(500);
		const pages = Number(/Pages: +(\d+)/.exec(poppler('pdfinfo', pdf))?.[1]);
		expect(pages).toBeGreaterThan(10);
		expect(count(text, /^Opgave Ansvarlig Bemærkning$/gm)).toBeGreaterThan(pages - 4);
		// for those who hear it the head is there once
		expect(count(await structureOf(pdf), /^\s*THead$/gm)).toBe(1);
	});

	test('a field of 100,000 characters, and one in a table cell, come back whole', async () => {
		const sentences = Array.from(
			{ length: 3_100 },
			(_, at) => `Vi mødes og følger op på sag ${at}.`
		);
		const words = sentences.join(' ');
		expect(words.length).toBeGreaterThan(100_000);
		const [field, cell] = await Promise.all([
			renderPdf(saying({ kind: 'text', text: words })),
			renderPdf(saying({ kind: 'table', caption: null, head: ['A', 'B'], rows: [[words, 'x']] }))
		]);
		for (const pdf of [field, cell]) {
			const text = textOf(pdf);
			for (const at of [0, 1, 777, 1_500, 3_098, 3_099])
				expect(text).toMatch(new RegExp(`sag\\s+${at}\\.`));
			expect(count(text, /sag\s+\d+\./g)).toBeGreaterThan(3_000); // a page may end between the two
		}
	});

	test('for the archive it is PDF/A-3a with the content inside, byte for byte', async () => {
		const json = '{"a":"æøå","b":[1,2]}';
		const pdf = Buffer.from(await renderArchivePdf(testContract(), json));
		const description = pdf.toString('latin1');
		expect(description).toMatch(/<pdfaid:part>3<\/pdfaid:part><pdfaid:conformance>A</);
		expect(description).not.toContain('pdfuaid:part');
		expect(poppler('pdfdetach', pdf, ['-list'])).toContain('1: content.json');
		const [inside] = [...(await PDF.load(pdf)).getAttachments().values()];
		expect(inside).toMatchObject({ name: 'content.json', mimeType: 'application/json' });
		const bytes = (await PDF.load(pdf)).getAttachment('content.json');
		expect(Buffer.from(bytes!).toString()).toBe(json);
		expect(await structureOf(pdf)).toMatch(/^\s*H1$/m);
	});
});

test('the PDF for reading carries no file, and says that it is PDF/UA-1 and nothing else', async () => {
	const pdf = Buffer.from(await renderPdf(testContract())).toString('latin1');
	expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>');
	expect(pdf).not.toContain('pdfaid:part');
	expect(pdf).not.toContain('/EmbeddedFile');
});

test.skipIf(!hasPoppler)(
	'a document that is set after another has its own title at the head, and its own foot on each of its pages',
	async () => {
		for (const seed of [4, 5]) {
			const contract = testContract(seed, seed === 5 ? 'Udkast' : null);
			const footer = `Fod ${seed}`;
			const pages = textOf(await renderPdf({ ...contract, footer })).split('\f');
			if (pages.at(-1)!.trim() === '') pages.pop();
			expect(pages.length).toBeGreaterThan(4);
			for (const [index, page] of pages.entries()) {
				const shown = page.replace(/\s+/g, ' ');
				expect(shown).toContain(
					`${footer} ${contract.pageWord} ${index + 1} ${contract.ofWord} ${pages.length}`
				);
				if (index > 0)
					expect(shown).toContain(contract.draftMark ? `${contract.title} Udkast` : contract.title);
			}
		}
	}
);

test('the process answers others while documents are made', async () => {
	const made = Promise.all([1, 2, 3, 4].map((seed) => renderPdf(testContract(seed))));
	let turns = 0;
	let longest = 0;
	let isDone = false;
	made.finally(() => (isDone = true));
	for (let before = performance.now(); !isDone; turns++) {
		await new Promise((resolve) => setTimeout(resolve, 1));
		longest = Math.max(longest, performance.now() - before);
		before = performance.now();
	}
	await made;
	expect(turns).toBeGreaterThan(20);
	expect(longest).toBeLessThan(250);
});
