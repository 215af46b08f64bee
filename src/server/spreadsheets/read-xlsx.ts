/** A workbook as Excel and its like save it (XLSX), as text alone: what formulas came to, and never what they say. */
import readWorkbook from 'read-excel-file/universal';
import type { Cells } from './read-csv.ts';

/** Whether the files in a zip make a workbook. */
export const isWorkbook = (names: readonly string[]): boolean =>
	names.includes('[Content_Types].xml') && names.some((name) => name.startsWith('xl/'));

/** The cells of the first sheet that has any. A day is told as 2026-05-04, whatever it looks like in the sheet. */
export async function readXlsx(file: Uint8Array): Promise<Cells> {
	const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
	const sheets = await readWorkbook(buffer as ArrayBuffer, { trim: false });
	const cells = sheets.map(({ data }) => data.map((row) => row.map(textOf)));
	return cells.find((rows) => rows.some((row) => row.some((cell) => cell.trim() !== ''))) ?? [];
}

function textOf(cell: unknown): string {
	if (cell === null || cell === undefined) return '';
	if (cell instanceof Date)
		return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
	if (typeof cell === 'boolean') return cell ? 'true' : 'false';
	return String(cell);
}
