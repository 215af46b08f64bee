/** Reads files for tests as an import does, with their columns guessed. */
import { strToU8 } from 'fflate';
import { guessColumns } from '../import-fields.rules.ts';
import { fieldsByName } from '../import-words.ts';
import type { ComparedOffer } from '../said-offer.ts';
import { planRows, readRows } from './plan-import.ts';
import { readImport, type ReadTable } from './read-import.ts';

export const TODAY = '2026-05-04';
export const file = (text: string | Uint8Array, name = 'x') => ({
	name,
	file: typeof text === 'string' ? strToU8(text) : text
});
export const read = async (...files: Parameters<typeof readImport>[0]) => {
	const answer = await readImport(files);
	if (!answer.ok) throw new Error(answer.reason);
	return answer;
};
export const unread = async (text: string | Uint8Array) => {
	const answer = await readImport([file(text)]);
	return answer.ok ? 'read' : answer.reason;
};
/** The rows of a table whose columns are guessed. */
export const rowsOf = (table: ReadTable) =>
	readRows(
		{
			columns:
				table.form === 'table' ? guessColumns(table.headings, {}, fieldsByName()) : table.headings
		},
		table.rows.map((row) => ({ ...row, outcome: null })),
		TODAY
	);

/** What an import of `table` would do to the directory that it was written from. */
export const planOf = async (table: ReadTable, directory: ComparedOffer[]) =>
	planRows(
		table,
		await rowsOf(table),
		directory.map((offer) => ({ ...offer, version: 1, sourceKey: '', last: null }) as never)
	);
