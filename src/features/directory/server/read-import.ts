/**
 * Reads the files that somebody wants to take into the directory, whatever they are called: a table (XLSX, CSV), or HSDS as JSON or as
 * tables. It is run in a thread of its own (read-import-program.ts): a file may be made to take long, or to need much room.
 */
import {
	BrokenTable,
	isText,
	readCsv,
	readText,
	type Cells
} from '#server/spreadsheets/read-csv.ts';
import { isWorkbook, readXlsx } from '#server/spreadsheets/read-xlsx.ts';
import { isZip, listZip, unpackZip, ZipTooLarge } from '#server/spreadsheets/read-zip.ts';
import { rowOfService, thingOf, thingsOf, type Thing } from '../hsds-import.ts';
import { areServiceHeadings, assembleServices, tableOf, type Tables } from '../hsds-tables.ts';
import { IMPORT_FIELDS } from '../import-fields.rules.ts';
import { MOST_LETTERS, untamed } from '../imported-offer.rules.ts';

/** A file as it was sent. */
export type SentFile = { name: string; file: Uint8Array };

/** In which form offers come. A `table` is the sender's own, and its columns are asked about. */
export type ImportForm = 'table' | 'hsds-json' | 'hsds-tables';

/** Why nothing can be read. `about` is a line, or a file's name, where that helps. */
export type UnreadReason =
	| 'empty'
	| 'old-excel'
	| 'not-a-table'
	| 'broken'
	| 'broken-json'
	| 'no-services'
	| 'too-large'
	| 'no-rows'
	| 'too-many-rows'
	| 'too-many-columns'
	| 'several-tables';

/** A table with a heading for each column; each row with the number that it has where it comes from. */
export type ReadTable = {
	form: ImportForm;
	headings: string[];
	rows: { number: number; cells: string[] }[];
};
export type ImportRead =
	| ({ ok: true } & ReadTable)
	| { ok: false; reason: UnreadReason; about: string };

/** Offers in one import, and columns of a table. */
export const MOST_ROWS = 10_000;
export const MOST_COLUMNS = 100;
/** Letters of one cell that are kept: one more than any that can be taken in, so that none is cut off unseen. */
const LONGEST_CELL = MOST_LETTERS + 1;

/** Thrown inside, and told. */
class Unread extends Error {
	readonly reason: UnreadReason;
	readonly about: string;
	constructor(reason: UnreadReason, about = '') {
		super(reason);
		this.reason = reason;
		this.about = about;
	}
}

/** What is in the files. Whatever they are, there is an answer. */
export async function readImport(files: SentFile[]): Promise<ImportRead> {
	try {
		return { ok: true, ...(await readFiles(files)) };
	} catch (error) {
		if (error instanceof Unread) return { ok: false, reason: error.reason, about: error.about };
		if (error instanceof BrokenTable)
			return { ok: false, reason: 'broken', about: String(error.line) };
		if (error instanceof ZipTooLarge) return { ok: false, reason: 'too-large', about: '' };
		return { ok: false, reason: 'broken', about: '' };
	}
}

async function readFiles(files: SentFile[]): Promise<ReadTable> {
	const unpacked = files.flatMap(unpack);
	if (unpacked.length === 1) return readOne(unpacked[0]!);
	const tables = unpacked.filter(({ name }) => tableOf(name) === 'services');
	if (tables.length === 0) throw new Unread('several-tables');
	return readTables(
		Object.fromEntries(unpacked.map(({ name, file }) => [tableOf(name), thingsIn(file)]))
	);
}

/** A zip is the files in it; a workbook is one as well, and stays as it is. */
function unpack(sent: SentFile): SentFile[] {
	if (!isZip(sent.file)) return [sent];
	const names = listZip(sent.file);
	if (isWorkbook(names)) return [sent];
	const wanted = names.filter(
		(name) => /\.(csv|json|xlsx|txt)$/i.test(name) && !/(^|\/)(\.|__MACOSX)|datapackage/.test(name)
	);
	const inside = unpackZip(sent.file, (name) => wanted.includes(name));
	const found = wanted.map((name) => ({ name, file: inside[name]! }));
	if (found.length === 0) throw new Unread('not-a-table');
	return found;
}

async function readOne({ file, name }: SentFile): Promise<ReadTable> {
	if (file.length === 0) throw new Unread('empty');
	if (isZip(file)) {
		if (!isWorkbook(listZip(file))) throw new Unread('not-a-table');
		return readTable(await readXlsx(file));
	}
	if (file[0] === 0xd0 && file[1] === 0xcf && file[2] === 0x11 && file[3] === 0xe0)
		throw new Unread('old-excel');
	const head = Buffer.from(file.subarray(0, 5)).toString('latin1');
	if (head === '%PDF-' || !isText(file)) throw new Unread('not-a-table');
	const text = readText(file).replace(/^\uFEFF/, '');
	const start = text.trimStart()[0];
	if (start === undefined) throw new Unread('empty');
	if (start === '{' || start === '[') return readJson(text);
	if (start === '<') throw new Unread('not-a-table');
	const cells = readCsv(text);
	const headings = cells[0] ?? [];
	if (tableOf(name) === 'services' || areServiceHeadings(headings))
		if (areServiceHeadings(headings)) return readTables({ services: thingsOfCells(cells) });
	return readTable(cells);
}

/** The rows below the first one that has two cells with something in them: what stands above is a title. */
function readTable(cells: Cells): ReadTable {
	const filled = (row: string[]) => row.filter((cell) => cell.trim() !== '').length;
	const most = Math.max(0, ...cells.slice(0, 50).map(filled));
	if (most === 0) throw new Unread('empty');
	const head = cells.findIndex((row) => filled(row) >= Math.min(2, most));
	const headings = trimEnd(cells[head]!).map((heading) =>
		keepable(heading.replace(/\s+/g, ' ').trim().slice(0, 200))
	);
	if (headings.length > MOST_COLUMNS) throw new Unread('too-many-columns', String(MOST_COLUMNS));
	const rows = cells.flatMap((row, index) =>
		index > head && filled(row) > 0
			? [{ number: index + 1, cells: headings.map((_, at) => cut(row[at] ?? '')) }]
			: []
	);
	return { form: 'table', headings, rows: checkRows(rows) };
}

function trimEnd(row: string[]): string[] {
	const last = row.findLastIndex((cell) => cell.trim() !== '');
	return row.slice(0, last + 1);
}

const cut = (cell: string) => keepable(cell.slice(0, LONGEST_CELL));

/** Text that the database can keep: without the sign of no letter, and without half of one. */
const keepable = (text: string) => text.replaceAll('\0', '').toWellFormed();

function checkRows<Row>(rows: Row[]): Row[] {
	if (rows.length === 0) throw new Unread('no-rows');
	if (rows.length > MOST_ROWS) throw new Unread('too-many-rows', String(MOST_ROWS));
	return rows;
}

/** A page of services, a list of them, one alone, organisations with theirs inside, or the tables as one object. */
function readJson(text: string): ReadTable {
	let read: unknown;
	try {
		read = JSON.parse(text);
	} catch {
		throw new Unread('broken-json');
	}
	const whole = thingOf(read);
	if (Object.keys(whole).some((name) => name.endsWith('.csv')))
		return readTables(
			Object.fromEntries(
				Object.entries(whole).map(([name, rows]) => [tableOf(name), thingsOf(rows)])
			)
		);
	const list = Array.isArray(read) ? read : (whole.contents ?? whole.services ?? [read]);
	const services = thingsOf(list).flatMap((each) =>
		Array.isArray(each.services)
			? thingsOf(each.services).map((service) => ({ ...service, organization: each }))
			: [each]
	);
	if (!services.some(isService))
		throw new Unread(Array.isArray(list) && list.length === 0 ? 'no-rows' : 'no-services');
	return { form: 'hsds-json', ...tableOfServices(services, 1) };
}

const isService = (thing: Thing) =>
	typeof thing.name === 'string' && !('location_type' in thing) && !('services' in thing);

function readTables(tables: Tables): ReadTable {
	if (!tables.services) throw new Unread('no-services');
	return { form: 'hsds-tables', ...tableOfServices(assembleServices(tables), 2) };
}

/** Their headings are the names of our fields; `first` is the number of the first. */
function tableOfServices(services: Thing[], first: number): Pick<ReadTable, 'headings' | 'rows'> {
	const said = checkRows(services).map((service) => rowOfService(service));
	const headings = IMPORT_FIELDS.filter((field) => said.some((row) => row[field] !== undefined));
	return {
		headings,
		rows: said.map((row, index) => ({
			number: index + first,
			cells: headings.map((field) => cut(row[field] ?? ABSENT))
		}))
	};
}

/** Stands in a cell of which the file says nothing: the field is left as it is. */
export const ABSENT = '\u0001';

function thingsIn(file: Uint8Array): Thing[] {
	if (!isText(file)) throw new Unread('not-a-table');
	return thingsOfCells(readCsv(readText(file)));
}

function thingsOfCells([headings = [], ...rows]: Cells): Thing[] {
	return rows
		.filter((row) => row.some((cell) => cell.trim() !== ''))
		.map((row) =>
			Object.fromEntries(headings.map((heading, at) => [heading.trim(), untamed(row[at] ?? '')]))
		);
}
