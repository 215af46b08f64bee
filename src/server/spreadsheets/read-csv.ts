/** Tables as text, as the programs that write them leave them: whatever stands between the cells, and in which letters. */
import { CsvError, parse } from 'csv-parse/sync';

/** A table: rows of cells, all of them text. The first cell of row 0 is A1. */
export type Cells = string[][];

/** Thrown for a text that cannot be read to its end; `line` is where its last cell begins. */
export class BrokenTable extends Error {
	readonly line: number;
	constructor(line: number) {
		super('the table cannot be read to its end');
		this.line = line;
	}
}

/** Whether it is text at all, and not a picture or a program. */
export function isText(file: Uint8Array): boolean {
	if (isUtf16(file)) return true;
	return !file.subarray(0, 100_000).includes(0);
}

const isUtf16 = ([first, second]: Uint8Array) =>
	(first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

/** The letters of a file: UTF-8 or UTF-16 where it says or shows so, else as Danish spreadsheets write (windows-1252). */
export function readText(file: Uint8Array): string {
	if (isUtf16(file))
		return new TextDecoder(file[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(file);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(file);
	} catch {
		return new TextDecoder('windows-1252').decode(file);
	}
}

/**
 * The cells of a text.
 * @throws {BrokenTable} where a quote is opened and never closed
 */
export function readCsv(text: string): Cells {
	// Excel's own word for what stands between the cells.
	const [said, named] = /^sep=(.)\r?\n/i.exec(text) ?? [];
	const rest = said ? text.slice(said.length) : text;
	try {
		return parse(rest, {
			bom: true,
			delimiter: named ?? likelyDelimiter(rest),
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: false
		}) as Cells;
	} catch (error) {
		if (error instanceof CsvError) throw new BrokenTable(Number(error.lines ?? 0));
		throw error;
	}
}

/** What stands most often in the first line that has any, outside of quotes. */
function likelyDelimiter(text: string): string {
	const bare = text.slice(0, 100_000).replace(/"(?:[^"]|"")*"/g, '');
	const line = bare.split(/\r\n|\r|\n/).find((each) => /[;,\t]/.test(each)) ?? '';
	const counts = [';', '\t', ','].map((sign) => ({ sign, count: line.split(sign).length }));
	return counts.reduce((most, each) => (each.count > most.count ? each : most)).sign;
}
