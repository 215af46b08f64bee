/** Which column of a table holds what: guessed from the headings, and remembered for the next table from the same source. */
import { error, fail, redirect } from '@sveltejs/kit';
import { isImportField } from '#features/directory/import-fields.rules.ts';
import { fieldOptions, sayField } from '#features/directory/import-words.ts';
import { ColumnsForm } from '#features/directory/offer.schema.ts';
import { chooseColumns, columnsToShow } from '#features/directory/server/begin-import.ts';
import { findDirectory } from '#features/directory/server/directory.queries.ts';
import {
	findImport,
	listChosenColumns,
	listFirstRows
} from '#features/directory/server/import.queries.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[directory], [kept], rows] = await locals.read(
		findDirectory(),
		findImport(params.import),
		listFirstRows(params.import)
	);
	if (!directory?.isLed || kept?.form !== 'table' || kept.takenAt) error(404);
	const [earlier] = await locals.read(listChosenColumns(kept.source, kept.id));
	const chosen = columnsToShow(kept, earlier);
	return {
		visitor: locals.visitor,
		id: kept.id,
		version: kept.version,
		fields: fieldOptions(),
		columns: kept.headings.map((heading, at) => ({
			heading: heading || m.import_column_unnamed({ number: at + 1 }),
			example: exampleOf(rows.map(({ cells }) => cells[at] ?? '')),
			field: chosen[at] ?? ''
		}))
	};
};

/** The first cell with something in it, and not more of it than shows what it is. */
function exampleOf(cells: string[]): string {
	const text =
		cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).find((cell) => cell !== '') ?? '';
	return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		const form = await readForm(request, ColumnsForm);
		const { typed } = form;
		if (!form.ok) return fail(422, { typed, problems: form.problems });
		const { version, column } = form.value;
		const columns = column.map((field) => (isImportField(field) ? field : ''));
		const kept = await locals.transact((acting) =>
			chooseColumns(acting, params.import, version, columns)
		);
		if (kept.ok) redirect(303, `/directory/import/${params.import}`);
		if (kept.reason === 'stale')
			return fail(409, { typed, refusal: sayRefusal('columns-changed') });
		if (kept.reason === 'import-at-work')
			return fail(409, { typed, refusal: sayRefusal(kept.reason) });
		if (kept.reason !== 'columns-wrong') error(404);
		const { missing, twice } = kept;
		const problems: Record<string, string[]> = Object.fromEntries(
			twice.map((at) => [`column-${at}`, [m.import_column_twice()]])
		);
		if (missing.length > 0)
			problems['column-0'] = [
				...(problems['column-0'] ?? []),
				m.import_columns_missing({ fields: missing.map(sayField).join(', ') })
			];
		return fail(422, { typed, problems });
	}
};
