/** A workbook as Excel saves it, for tests: texts, numbers, and days as numbers that a style makes into days. */
import { strToU8, zipSync } from 'fflate';

type Cell = string | number | { day: number } | null;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const spelled = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function cellOf(cell: Cell, at: string): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
	if (typeof cell === 'object') return `<c r="${at}" s="1"><v>${cell.day}</v></c>`;
	return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${spelled(cell)}</t></is></c>`;
}

/** One sheet of at most 26 columns. */
export function testWorkbook(rows: readonly (readonly Cell[])[]): Uint8Array {
	const lines = rows.map(
		(row, index) =>
			`<row r="${index + 1}">${row.map((cell, at) => cellOf(cell, `${String.fromCharCode(65 + at)}${index + 1}`)).join('')}</row>`
	);
	const parts: Record<string, string> = {
		'[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		'_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Ark1" sheetId="1" r:id="r1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
		'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
		'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`
	};
	return zipSync(
		Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))
	);
}
