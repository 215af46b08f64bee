/** Laying down what a file holds, and saying which of its columns holds what. Nothing of the directory is changed by it. */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import {
	bareHeading,
	checkColumns,
	guessColumns,
	type ImportField
} from '../import-fields.rules.ts';
import { fieldsByName } from '../import-words.ts';
import { findDirectory } from './directory.queries.ts';
import {
	deleteImport,
	findImport,
	insertImport,
	insertRows,
	listChosenColumns,
	updateColumns,
	type KeptImport
} from './import.queries.ts';
import { findWorkOfSource } from './import-work.queries.ts';
import { listKeepers } from './offer.queries.ts';
import type { ReadTable } from './read-import.ts';

export type ImportRefusal = 'not-there' | 'directory-not-yours';

/** What a person says of the file. */
export type ImportAbout = { source: string; fileName: string; organisation: string };

/** Lays an import down; answers whether its columns are to be looked at first. */
export async function beginImport(
	acting: Acting,
	id: string,
	about: ImportAbout,
	read: ReadTable
): Promise<Outcome<{ areColumnsKnown: boolean }, ImportRefusal>> {
	const directory = await acting.first(findDirectory());
	if (!directory?.isLed) return refused('directory-not-yours');
	const keepers = await acting.all(listKeepers());
	if (!keepers.some((keeper) => keeper.id === about.organisation)) return refused('not-there');
	const columns = await knownColumns(acting, id, about.source, read);
	const added = await acting.run(insertImport(id, about, read, columns, acting.visitor.name));
	if (added > 0) await acting.run(insertRows(id, read.rows));
	await acting.run(record('directory.import.begun', id, { rows: read.rows.length }));
	return done({ areColumnsKnown: columns !== null });
}

/** The columns where nobody needs to be asked: the form is HSDS, or a table of the same headings was taken from this source before. */
async function knownColumns(acting: Acting, id: string, source: string, read: ReadTable) {
	if (read.form !== 'table') return read.headings;
	const earlier = await acting.all(listChosenColumns(source, id));
	const same = earlier.find(
		({ headings }) => JSON.stringify(headings) === JSON.stringify(read.headings)
	);
	return same?.columns ?? null;
}

/** Which column holds what, as the form shows it first: as chosen, else as guessed. */
export function columnsToShow(
	kept: Pick<KeptImport, 'columns' | 'headings'>,
	earlier: readonly Pick<KeptImport, 'columns' | 'headings'>[]
): string[] {
	if (kept.columns) return kept.columns;
	const chosen = Object.fromEntries(
		[...earlier]
			.reverse()
			.flatMap(({ headings, columns }) =>
				headings.map((heading, at) => [bareHeading(heading), columns?.[at] ?? ''])
			)
	);
	return guessColumns(kept.headings, chosen, fieldsByName());
}

type ColumnsWrong = { ok: false; reason: 'columns-wrong'; missing: ImportField[]; twice: number[] };

/** Says which column holds what, based on `version`. */
export async function chooseColumns(
	acting: Acting,
	id: string,
	version: number,
	columns: (ImportField | '')[]
): Promise<Outcome<true, ImportRefusal | 'import-at-work'> | ColumnsWrong | Stale<KeptImport>> {
	const kept = await acting.first(findImport(id));
	if (kept?.form !== 'table') return refused('not-there');
	if (columns.length !== kept.headings.length) return stale(kept);
	const { missing, twice } = checkColumns(columns);
	if (missing.length > 0 || twice.length > 0)
		return { ok: false, reason: 'columns-wrong', missing, twice };
	if (kept.takenAt) return stale(kept);
	if (JSON.stringify(kept.columns) === JSON.stringify(columns)) return done(true);
	if (await acting.first(findWorkOfSource(id))) return refused('import-at-work');
	if ((await acting.run(updateColumns(id, version, columns))) === 0) return stale(kept);
	return done(true);
}

/** Throws away an import that nothing came of. */
export async function discardImport(
	acting: Acting,
	id: string
): Promise<Outcome<true, 'not-there' | 'import-taken' | 'import-at-work'>> {
	const kept = await acting.first(findImport(id));
	if (!kept) return refused('not-there');
	if (await acting.first(findWorkOfSource(id))) return refused('import-at-work');
	if (kept.takenAt) return refused('import-taken');
	await acting.run(deleteImport(id));
	await acting.run(record('directory.import.discarded', id));
	return done(true);
}
