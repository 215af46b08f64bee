/** Office files for tests, with something put into them. */
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { renderDocx } from '../docx/render-docx.ts';
import { testContract } from '../print/test-contract.ts';
import { writeXlsx } from '../spreadsheets/write-xlsx.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
export const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a file by their names; text is packed as UTF-8. */
export type Parts = Record<string, string | Uint8Array>;

export const zipped = (parts: Parts): Uint8Array =>
	zipSync(
		Object.fromEntries(
			Object.entries(parts).map(([name, part]) => [
				name,
				[
					typeof part === 'string' ? new TextEncoder().encode(part) : part,
					// as OpenDocument asks of the part that says what kind it is
					{ level: name === 'mimetype' ? 0 : 6 }
				]
			])
		) as Zippable
	);

/** The parts of a file, those that are XML as text. */
export const partsOf = (file: Uint8Array): Parts =>
	Object.fromEntries(
		Object.entries(unzipSync(file)).map(([name, part]) => [
			name,
			/\.(xml|rels)$/.test(name) ? new TextDecoder().decode(part) : part
		])
	);

/** Our contract as a file of Word. */
export const ourDocx = () => renderDocx(testContract());

/** A workbook of ours. */
export async function ourXlsx(): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	for await (const part of writeXlsx('Ark', ['Navn', 'Antal'], [['Åse', 2]])) parts.push(part);
	return new Uint8Array(Buffer.concat(parts));
}

/** `text` with `added` before the last `</…>` of it. */
export const within = (text: string | Uint8Array | undefined, added: string): string =>
	String(text).replace(/<\/[^<]*>\s*$/, (end) => added + end);

/** Relationships, each as '<Relationship …/>'. */
export const relations = (...each: string[]): string =>
	`${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;

export const relation = (type: string, target: string, mode = 'External'): string =>
	`<Relationship Id="x${type}" Type="${RELATIONS}/${type}" Target="${target}" TargetMode="${mode}"/>`;

/** A presentation of one slide. */
export const pptxParts = (): Parts => ({
	'[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/><Override PartName="/ppt/slides/slide1.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.slide+xml"/></Types>`,
	'_rels/.rels': relations(relation('officeDocument', 'ppt/presentation.xml', 'Internal')),
	'ppt/presentation.xml': `${HEAD}<p:presentation xmlns:p="urn:p"/>`,
	'ppt/_rels/presentation.xml.rels': relations(relation('slide', 'slides/slide1.xml', 'Internal')),
	'ppt/slides/slide1.xml': `${HEAD}<p:sld xmlns:p="urn:p" xmlns:a="urn:a"><a:t>Netværksmøde</a:t></p:sld>`
});

const ODF = 'application/vnd.oasis.opendocument';
const listed = (path: string, type: string) =>
	`<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;

/** A text or a spreadsheet of LibreOffice; `inside` stands in its content, and `others` are its further parts by what they are. */
export function odfParts(
	kind: string,
	inside = '<text:p>Skabelon</text:p>',
	others: Record<string, [type: string, part: string | Uint8Array]> = {}
): Parts {
	const list = Object.entries(others).map(([name, [type]]) => listed(name, type));
	return {
		mimetype: `${ODF}.${kind}`,
		'content.xml': `${HEAD}<office:document-content xmlns:office="urn:o" xmlns:text="urn:t" xmlns:xlink="urn:x" xmlns:draw="urn:d" xmlns:table="urn:b" xmlns:script="urn:s"><office:scripts/><office:body>${inside}</office:body></office:document-content>`,
		...Object.fromEntries(Object.entries(others).map(([name, [, part]]) => [name, part])),
		'META-INF/manifest.xml': `${HEAD}<manifest:manifest xmlns:manifest="urn:m">${listed('/', `${ODF}.${kind}`)}${listed('content.xml', 'text/xml')}${list.join('')}</manifest:manifest>`
	};
}
