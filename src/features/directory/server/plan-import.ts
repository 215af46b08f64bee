/** Works out what an import would do now, from its rows and the offers that they may be about. */
import { isId } from '#values/id.ts';
import type { Day } from '#values/day.ts';
import { isImportField } from '../import-fields.rules.ts';
import { knownWords } from '../import-words.ts';
import {
	keyOf,
	planImport,
	type Known,
	type PlannedRow,
	type RowPlan
} from '../import-plan.rules.ts';
import { readRow, type Said } from '../imported-offer.rules.ts';
import { saidOf } from '../said-offer.ts';
import type { CandidateOffer, KeptImport } from './import.queries.ts';
import { ABSENT } from './read-import.ts';

type Rows = readonly { number: number; cells: string[]; outcome: string | null }[];

/** So many are worked on before other requests have their turn. */
const AT_ONCE = 500;
const othersFirst = () => new Promise((resolve) => setImmediate(resolve));

/** The rows that nothing has come of yet, read by the columns that were chosen. */
export async function readRows(
	kept: Pick<KeptImport, 'columns'>,
	rows: Rows,
	today: Day
): Promise<PlannedRow[]> {
	const columns = kept.columns ?? [];
	const words = knownWords();
	const read: PlannedRow[] = [];
	for (const { number, cells, outcome } of rows) {
		if (outcome !== null) continue;
		const told: Said = {};
		for (const [at, field] of columns.entries())
			if (isImportField(field) && cells[at] !== ABSENT) told[field] = cells[at] ?? '';
		read.push({ number, ...readRow(told, words, today) });
		if (read.length % AT_ONCE === 0) await othersFirst();
	}
	return read;
}

/** Keys that may be ids of our own offers: a file that we exported comes back. */
export const idsIn = (rows: readonly PlannedRow[]): string[] =>
	rows.map(({ said }) => said.key ?? '').filter(isId);

/** What becomes of each row that waits. */
export async function planRows(
	kept: Pick<KeptImport, 'form'>,
	rows: readonly PlannedRow[],
	candidates: readonly CandidateOffer[]
): Promise<RowPlan[]> {
	const isHsds = kept.form !== 'table';
	const bySource = new Map<string, Known>();
	const byId = new Map<string, Known>();
	for (const [at, offer] of candidates.entries()) {
		const { id, version, last, sourceKey } = offer;
		// What it says now is asked only where the row says something else than the last time.
		let said = last ? undefined : saidOf(offer, isHsds);
		const known: Known = { id, version, last, now: () => (said ??= saidOf(offer, isHsds)) };
		byId.set(id, known);
		if (sourceKey) bySource.set(sourceKey, known);
		if (at % AT_ONCE === AT_ONCE - 1) await othersFirst();
	}
	return planImport(rows, (key) => bySource.get(key) ?? byId.get(key.toLowerCase()));
}

/** Offers of this source that the file says nothing of any more. */
export function listMissing(rows: readonly PlannedRow[], candidates: readonly CandidateOffer[]) {
	const keys = new Set(rows.map(({ said }) => keyOf(said)));
	return candidates.filter(
		({ sourceKey, withdrawnOn }) => sourceKey && !keys.has(sourceKey) && !withdrawnOn
	);
}
