/**
 * A workbook of one sheet (XLSX), written while it is sent. A text is a text, whatever it begins with: no cell is a formula, and the sheet
 * says of each text that it stays one when somebody edits it. Ours and not a library’s: those looked at hold the whole of it in memory, and keep
 * everybody waiting for seconds.
 */
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { Day } from '#values/day.ts';
import { spellXml } from '#values/xml-text.ts';

/** A text, a number, or a day that a spreadsheet knows as one. */
export type Cell = string | number | { day: Day };

/** What such a file is called by those who ask for its kind. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Rows that are spelled at a time; in between, others are answered. */
const AT_A_TIME = 100;
/** Columns are this many letters wide. */
const WIDTH = 24;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relation = (id: string, type: string, target: string) =>
	`<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
const part = (name: string, type: string) =>
	`<Override PartName="/${name}" ContentType="${TYPES}.${type}+xml"/>`;

/** The styles of the sheet by their places in `xl/styles.xml`: 49 is text in every spreadsheet, 14 a day. */
const TEXT = 1;
const DAY = 2;
const HEADING = 3;
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;

/** The small files around the sheet. */
const filesAround = (sheet: string): Record<string, string> => ({
	'[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('xl/workbook.xml', 'sheet.main')}${part('xl/styles.xml', 'styles')}${part('xl/worksheets/sheet1.xml', 'worksheet')}</Types>`,
	'_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
	'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${spelled(sheet)}" sheetId="1" r:id="r1"/></sheets></workbook>`,
	'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'styles', 'styles.xml')}</Relationships>`,
	'xl/styles.xml': STYLES
});

/**
 * The workbook, piece by piece as it is asked for: no more of it is in memory than some rows.
 * @param sheet what the sheet is called, of at most 31 letters
 * @param headings stand in the first row, which stays in sight
 */
export function writeXlsx(
	sheet: string,
	headings: readonly string[],
	rows: Iterable<readonly Cell[]>
): ReadableStream<Uint8Array> {
	const left = xmlOf(headings, rows)[Symbol.iterator]();
	const pieces: Uint8Array[] = [];
	const zip = new Zip((problem, piece) => {
		if (problem) throw problem;
		pieces.push(piece);
	});
	for (const [name, text] of Object.entries(filesAround(sheet))) {
		const file = new ZipPassThrough(name);
		zip.add(file);
		file.push(strToU8(HEAD + text), true);
	}
	const written = new ZipDeflate('xl/worksheets/sheet1.xml');
	zip.add(written);
	return new ReadableStream({
		async pull(controller) {
			let isDone = false;
			while (pieces.length === 0 && !isDone) {
				await new Promise(setImmediate);
				const next = left.next();
				isDone = next.done === true;
				written.push(strToU8(next.value ?? ''), isDone);
				if (isDone) zip.end();
			}
			for (const piece of pieces.splice(0)) controller.enqueue(piece);
			if (isDone) controller.close();
		}
	});
}

function* xmlOf(headings: readonly string[], rows: Iterable<readonly Cell[]>): Generator<string> {
	yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${headings.length}" width="${WIDTH}" customWidth="1"/></cols><sheetData>${rowOf(1, headings, HEADING)}`;
	let number = 1;
	let some = '';
	for (const row of rows) {
		number += 1;
		some += rowOf(number, row, TEXT);
		if (number % AT_A_TIME !== 0) continue;
		yield some;
		some = '';
	}
	yield `${some}</sheetData></worksheet>`;
}

const rowOf = (number: number, cells: readonly Cell[], style: number) =>
	`<row r="${number}">${cells.map((cell, at) => cellOf(`${columnOf(at)}${number}`, cell, style)).join('')}</row>`;

function cellOf(at: string, cell: Cell, style: number): string {
	if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
	if (typeof cell === 'object') return `<c r="${at}" s="${DAY}"><v>${countOf(cell.day)}</v></c>`;
	if (cell === '') return '';
	return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${spelled(cell)}</t></is></c>`;
}

/** A, B … Z, AA, AB …: what a spreadsheet calls the column at this place, the first being 0. */
const columnOf = (at: number): string =>
	(at < 26 ? '' : columnOf(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/** Days since the end of 1899, as spreadsheets count them. */
const countOf = (day: Day): number => (Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000;

/** A text as XML spells it, and as the format spells what looks like its own way to name a sign (_x000D_). */
const spelled = (text: string): string =>
	spellXml(
		text
			.replace(/\r\n?/g, '\n')
			.replace(/[^\P{Cc}\n\t]/gu, '')
			.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
	);
