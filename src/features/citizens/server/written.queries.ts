/** All that was written about a citizen, in one statement; the policies decide what of it is the reader's. */
import { together } from '#server/tables.ts';
import { WRITTEN_TABLES, tellWritten, type Written, type WrittenTable } from '../written.rules.ts';
import { listKept } from './export.queries.ts';

/** The question. `without` leaves tables out that the page tells otherwise. */
export const allWrittenOf = (pathway: string, without: readonly WrittenTable[] = []) =>
	together(
		Object.fromEntries(
			WRITTEN_TABLES.filter((table) => !without.includes(table)).map((table) => [
				table,
				listKept(pathway, table)
			])
		) as Record<WrittenTable, ReturnType<typeof listKept>>
	);

/** The answer as it is read: by what it is, the tables with nothing written left out. */
export const tellAllWritten = (
	answer: Partial<Record<WrittenTable, { row: Record<string, unknown> }[]>> | undefined
): { table: WrittenTable; written: Written[] }[] =>
	WRITTEN_TABLES.map((table) => ({
		table,
		written: (answer?.[table] ?? []).flatMap(({ row }) => tellWritten(table, row) ?? [])
	})).filter(({ written }) => written.length > 0);
