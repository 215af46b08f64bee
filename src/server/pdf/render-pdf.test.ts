import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { PrintedDocument } from '../print/printed-document.ts';
import { textOf } from '../print/test-poppler.ts';
import { structureOf } from '../print/test-structure.ts';
import { renderPdf, stopRendering } from './render-pdf.ts';

afterAll(stopRendering);

const document: PrintedDocument = {
	language: 'da',
	title: 'Overordnet ramme for Solby Kommune',
	subtitle: 'Version 3',
	draftMark: null,
	pageWord: 'Side',
	ofWord: 'af',
	footer: 'Version 3 · ab12 cd34 ef56',
	facts: [{ term: 'Godkendt', text: '1. marts 2026' }],
	goals: { heading: 'Mål', items: ['Borgeren er med'] },
	sections: [
		{
			heading: 'Hvem det handler om',
			questions: [
				{ label: 'Alder', parts: [{ kind: 'text', text: '18 år og op' }] },
				{
					label: 'Tolke',
					parts: [
						{ kind: 'list', items: ['Grønlandsk', 'Arabisk'] },
						{
							kind: 'table',
							caption: 'Tolke',
							head: ['Udbyder', 'Sprog'],
							rows: [['Tolk Nord', 'kl']]
						},
						{ kind: 'quiet', text: 'Ikke relevant: ingen' }
					]
				}
			]
		}
	],
	approvals: {
		heading: 'Godkendelser',
		head: ['Navn', 'Organisation', 'Dato'],
		rows: [['Mads Holm', 'Solby Kommune', '1. marts 2026']],
		none: 'Ingen endnu'
	}
};
const saying = (text: string): PrintedDocument => ({
	...document,
	title: text.slice(0, 200).trim() || 'Tom',
	sections: [
		{
			heading: text.slice(0, 200).trim() || 'Tom',
			questions: [
				{
					label: text.slice(0, 200).trim() || 'Tom',
					parts: [
						{ kind: 'text', text },
						{ kind: 'list', items: [text] },
						{ kind: 'table', caption: text.slice(0, 100), head: ['A', 'B'], rows: [[text, text]] }
					]
				}
			]
		}
	]
});

describe('the PDF', () => {
	test('is tagged, and says its language and title, as PDF/UA-1', async () => {
		const pdf = plain(await renderPdf(document));
		expect(pdf).toContain('/MarkInfo');
		expect(pdf).toMatch(/\/Marked true/);
		expect(pdf).toContain('/StructTreeRoot');
		expect(pdf).toMatch(/\/Lang \(da\)/);
		expect(pdf).toContain('/DisplayDocTitle true');
		expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>');
		expect(pdf).toMatch(/Overordnet ramme for Solby Kommune/);
	});

	test('has headings, and tables with header cells', async () => {
		const pdf = plain(await renderPdf(document));
		for (const tag of ['/H1', '/H2', '/Table', '/TH', '/TD', '/L', '/LI'])
			expect(pdf).toMatch(new RegExp(`/S ${tag}\\b`));
	});

	test('carries the mark of a draft only when it is one', async () => {
		const [draft, final] = await Promise.all([
			renderPdf({ ...document, draftMark: 'Udkast' }),
			renderPdf(document)
		]);
		expect(draft.length).toBeGreaterThan(final.length);
	});

	test.each([
		['Danish letters', 'æøåÆØÅ – “citat” § 141, 50 %'],
		['Greenlandic', 'Kalaallit Nunaat, ĸ, Ĩ, Ũ, aaĸ, qaa'],
		['emoji', 'Godt 😀👩🏽‍👧 ❤️ gået'],
		[
			'markup',
			'# Overskrift * fed * _kursiv_ $x^2$ @henvisning <mærke> \\ ` #import "x" #panic() //'
		],
		['Arabic and Chinese', 'مرحبا 中文'],
		['what no file may hold', 'a\u0000b\u0007c\ufffed\ud800e\u2028f'],
		['nothing', ''],
		['only white space', ' \n\n \n'],
		[
			'20,000 characters',
			'Vi mødes på Solby Torv hver uge og taler om det, der er svært. '.repeat(320)
		],
		['20,000 characters without a space', 'ø'.repeat(20_000)],
		['400 paragraphs', 'linje\n\n'.repeat(400)]
	])('survives %s', async (_, text) => {
		const pdf = await renderPdf(saying(text));
		expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
	});

	test('data that does not fit the template is an error, and the next document comes out all the same', async () => {
		await expect(renderPdf({ title: 'x' } as PrintedDocument)).rejects.toThrow();
		expect((await renderPdf(document)).length).toBeGreaterThan(10_000);
	});

	test('several at once each get their own', async () => {
		const titles = ['Et', 'To', 'Tre'];
		const pdfs = await Promise.all(titles.map((title) => renderPdf({ ...document, title })));
		for (const [index, pdf] of pdfs.entries()) expect(plain(pdf)).toContain(`(${titles[index]})`);
	});
});

/** The PDF's bytes with its compressed parts unpacked, to look for what it says. */
function plain(pdf: Uint8Array): string {
	const raw = Buffer.from(pdf);
	const parts = [raw.toString('latin1')];
	for (let at = raw.indexOf('stream\n'); at !== -1; at = raw.indexOf('stream\n', at + 7)) {
		try {
			parts.push(inflateSync(raw.subarray(at + 7)).toString('latin1'));
		} catch {
			// the word stood in something else than a compressed stream
		}
	}
	return parts.join('\n');
}

test('headings, lists, bold and links of an answer are tagged as what they are, and its words stay words', async () => {
	const run = (text: string, look = {}) => ({
		text,
		bold: false,
		italic: false,
		href: null,
		...look
	});
	const pdf = await renderPdf({
		...document,
		sections: [
			{
				heading: 'Form',
				questions: [
					{
						label: 'Sådan',
						parts: [
							{
								kind: 'prose',
								blocks: [
									{ is: 'heading', lines: [[run('Under #let x = 1')]] },
									{ is: 'bullets', lines: [[run('*fed*', { bold: true })], [run('_to_ <b>')]] },
									{ is: 'numbers', lines: [[run('a')], [run('مرحبا')]] },
									{
										is: 'paragraph',
										lines: [
											[run('her', { href: `https://solby.example/${'a'.repeat(100)}` })],
											[run('#eval("1")', { italic: true })]
										]
									}
								]
							}
						]
					}
				]
			}
		]
	});
	const structure = await structureOf(pdf);
	for (const tag of ['H3', 'L', 'LI', 'Link', 'Strong', 'Em'])
		expect(structure, tag).toMatch(new RegExp(`^\\s*${tag}$`, 'm'));
	const words = textOf(pdf);
	for (const said of ['Under #let x = 1', '*fed*', '_to_ <b>', '#eval("1")'])
		expect(words).toContain(said);
	expect(plain(pdf)).toContain(`(https://solby.example/${'a'.repeat(100)})`);
});
