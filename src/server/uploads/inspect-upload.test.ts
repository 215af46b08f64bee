import { deflateSync } from 'node:zlib';
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from '@libpdf/core';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderArchivePdf, renderPdf, stopRendering } from '../pdf/render-pdf.ts';
import { testContract } from '../print/test-contract.ts';
import { LARGEST_UPLOAD } from '../http/body-limits.ts';
import { inspectPdf, MOST_PAGES } from './inspect-pdf.ts';
import { inspectUpload, readUpload, stopInspecting } from './inspect-upload.ts';

let plain: Uint8Array;
beforeAll(async () => {
	plain = await renderPdf(testContract());
});
afterAll(() => Promise.all([stopInspecting(), stopRendering()]));

const of = (entries: Record<string, string | number>) =>
	PdfDict.of(
		Object.fromEntries(
			Object.entries(entries).map(([key, value]) => [
				key,
				typeof value === 'number'
					? PdfNumber.of(value)
					: value.startsWith('/')
						? PdfName.of(value.slice(1))
						: PdfString.fromString(value)
			])
		)
	);
const SCRIPT = { S: '/JavaScript', JS: 'app.alert(1)' };

/** The contract with something put into it. */
async function having(change: (document: PDF, catalog: PdfDict, page: PdfDict) => void) {
	const document = await PDF.load(plain);
	change(document, document.getCatalog(), document.getPages()[0]!.dict);
	return document.save({ useXRefStream: true });
}

describe('a PDF', () => {
	test('that only shows pages has nothing against it', async () => {
		expect(await inspectUpload(plain)).toEqual({ reasons: [], pages: 6 });
	});

	test('of ours for the archive holds a file, and nothing worse', async () => {
		const archive = await renderArchivePdf(testContract(), '{}');
		expect(await inspectUpload(archive)).toMatchObject({ reasons: ['holds-files'] });
	});

	test.each([
		[
			'runs a script when opened',
			['holds-scripts', 'acts-by-itself'],
			(catalog: PdfDict) => catalog.set('OpenAction', of(SCRIPT))
		],
		[
			'starts a program when opened',
			['starts-programs', 'acts-by-itself'],
			(catalog: PdfDict) => catalog.set('OpenAction', of({ S: '/Launch', F: 'cmd.exe' }))
		],
		[
			'runs a script when it is closed',
			['acts-by-itself', 'holds-scripts'],
			(catalog: PdfDict) => catalog.set('AA', new PdfDict([['WC', of(SCRIPT)]]))
		],
		[
			'runs a script by name',
			['holds-scripts'],
			(catalog: PdfDict) => catalog.set('Names', new PdfDict([['JavaScript', new PdfDict()]]))
		],
		[
			'is a program of a form',
			['holds-form-program'],
			(catalog: PdfDict) => catalog.set('AcroForm', of({ XFA: 'x' }))
		]
	] as const)('%s', async (_, reasons, change) => {
		const file = await having((__, catalog) => change(catalog));
		const found = await inspectUpload(file);
		expect(new Set(found.reasons)).toEqual(new Set(reasons));
	});

	test.each([
		['plays a film', 'plays-media', { Subtype: '/RichMedia' }],
		['holds a file on a page', 'holds-files', { Subtype: '/FileAttachment' }],
		['sends what is typed', 'leads-elsewhere', { Subtype: '/Link', S: '/SubmitForm' }]
	])('%s', async (_, reason, note) => {
		const file = await having((document, __, page) =>
			page.set('Annots', new PdfArray([document.context.register(of(note))]))
		);
		expect((await inspectPdf(file)).reasons).toEqual([reason]);
	});

	test('a script is found in a packed part too, and spelled with numbers', async () => {
		const hidden = Buffer.from('1 0 2 0 << /S /JavaScript /JS (app.alert(1)) >>');
		const packed = await having((document, catalog) => {
			const stream = new PdfStream(
				new PdfDict([['Filter', PdfName.of('FlateDecode')]]),
				deflateSync(hidden)
			);
			catalog.set('Unused', document.context.register(stream));
			catalog.set('Other', document.context.register(of(SCRIPT)));
		});
		expect((await inspectPdf(packed)).reasons).toEqual(['holds-scripts']);
		const spelled = Buffer.concat([
			plain.subarray(0, plain.length - 6),
			Buffer.from('\n999 0 obj << /S /J#61vaScript >> endobj\n%%EOF\n')
		]);
		expect((await inspectPdf(spelled)).reasons).toContain('holds-scripts');
	});

	test('that opens at a certain page does nothing by itself, and links may lead to the web', async () => {
		const file = await having((document, catalog, page) => {
			catalog.set('OpenAction', of({ S: '/GoTo', D: 'start' }));
			const link = of({ Subtype: '/Link' });
			link.set('A', of({ S: '/URI', URI: 'https://solby.example' }));
			page.set('Annots', new PdfArray([document.context.register(link)]));
		});
		expect((await inspectPdf(file)).reasons).toEqual([]);
	});

	test('with a password is told apart', async () => {
		const document = await PDF.load(plain);
		document.setProtection({ userPassword: 'a', ownerPassword: 'b' });
		const { reasons } = await inspectUpload(await document.save());
		expect(reasons.some((reason) => ['encrypted', 'broken'].includes(reason))).toBe(true);
		const restricted = await PDF.load(plain);
		restricted.setProtection({ ownerPassword: 'b' });
		expect((await inspectPdf(await restricted.save())).reasons).toContain('encrypted');
	});

	test('of too many pages is told so', async () => {
		const document = PDF.create();
		for (let page = 0; page <= MOST_PAGES; page++) document.addPage();
		expect((await inspectPdf(await document.save())).reasons).toEqual(['too-many-pages']);
	});

	test('behind which something else stands is told so', async () => {
		const both = Buffer.concat([plain, zipSync({ 'a.exe': new Uint8Array(10) })]);
		expect((await inspectPdf(both)).reasons).toEqual(['goes-on-after-its-end']);
	});

	test('that is broken off is told so, and is not kept', async () => {
		const { reasons } = await inspectPdf(plain.slice(0, plain.length / 3));
		expect(reasons.length).toBeGreaterThan(0);
	});
});

describe('what is no PDF', () => {
	test.each([
		['nothing', new Uint8Array(0), 'empty'],
		['a zip that is called a PDF', zipSync({ 'kontrakt.pdf': new Uint8Array(100) }), 'not-a-pdf'],
		['a page of the web', Buffer.from('<html><script>alert(1)</script>'), 'not-a-pdf'],
		['a PDF behind something else', Buffer.from('GIF89a%PDF-1.7'), 'not-a-pdf'],
		['the name of a PDF alone', Buffer.from('%PDF-1.7'), 'broken'],
		['too much', new Uint8Array(LARGEST_UPLOAD + 1), 'too-large']
	])('%s', async (_, file, reason) => {
		expect(await inspectUpload(file)).toEqual({ reasons: [reason], pages: null });
	});
});

test('a small file that unpacks to a huge one is given up, and the next one is looked into', async () => {
	const bomb = deflateSync(new Uint8Array(500_000_000));
	const head = Buffer.from(
		`%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n`
	);
	const table = Buffer.from(
		`\nendstream\nendobj\n2 0 obj\n<< /Type /XRef /Size 4 /W [1 2 1] /Root 3 0 R /Length 16 >>\nstream\n`
	);
	const at = (type: number, second: number, third: number) => [
		type,
		second >> 8,
		second & 255,
		third
	];
	const entries = Buffer.from([...at(0, 0, 0), ...at(1, 9, 0), ...at(1, 0, 0), ...at(2, 1, 0)]);
	const start = head.length + bomb.length + '\nendstream\nendobj\n'.length;
	const tail = Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`);
	const { reasons } = await inspectUpload(Buffer.concat([head, bomb, table, entries, tail]));
	expect(['took-too-much-memory', 'took-too-long']).toContain(reasons[0]);
	expect(await inspectUpload(plain)).toEqual({ reasons: [], pages: 6 });
});

describe('a file as it comes', () => {
	test('is taken whole where it is small', async () => {
		const stream = new Blob([Buffer.from(plain)]).stream();
		expect(Buffer.compare((await readUpload(stream))!, plain)).toBe(0);
	});

	test('of 200 MB is cut off at the limit, and the rest is never sent', async () => {
		const MEGABYTE = 1_000_000;
		let sent = 0;
		let isCut = false;
		const stream = new ReadableStream<Uint8Array>(
			{
				pull(controller) {
					if (sent >= 200) return controller.close();
					sent += 1;
					controller.enqueue(new Uint8Array(MEGABYTE));
				},
				cancel() {
					isCut = true;
				}
			},
			{ highWaterMark: 1 }
		);
		expect(await readUpload(stream)).toBeUndefined();
		expect(isCut).toBe(true);
		expect(sent).toBeLessThan(LARGEST_UPLOAD / MEGABYTE + 5);
	});
});
