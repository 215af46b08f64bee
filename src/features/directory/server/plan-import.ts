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

/** The rows that nothing has come of yet, read by the columns that were chosen. */
export function readRows(kept: Pick<KeptImport, 'columns'>, rows: Rows, today: Day): PlannedRow[] {
	const columns = kept.columns ?? [];
	const words = knownWords();
	return rows
		.filter(({ outcome }) => outcome === null)
		.map(({ number, cells }) => {
			const told: Said = {};
			for (const [at, field] of columns.entries())
				if (isImportField(field) && cells[at] !== ABSENT) told[field] = cells[at] ?? '';
			return { number, ...readRow(told, words, today) };
		});
}

/** Keys that may be ids of our own offers: a file that we exported comes back. */
export const idsIn = (rows: readonly PlannedRow[]): string[] =>
	rows.map(({ said }) => said.key ?? '').filter(isId);

/** What becomes of each row that waits. */
export function planRows(
	kept: Pick<KeptImport, 'form'>,
	rows: readonly PlannedRow[],
	candidates: readonly CandidateOffer[]
): RowPlan[] {
	const isHsds = kept.form !== 'table';
	const bySource = new Map(
		candidates.filter(({ sourceKey }) => sourceKey).map((each) => [each.sourceKey, each])
	);
	const byId = new Map(candidates.map((each) => [each.id, each]));
	const known = new Map<string, Known>();
	const find = (key: string): Known | undefined => {
		const offer = bySource.get(key) ?? byId.get(key.toLowerCase());
		if (!offer) return undefined;
		const met = known.get(offer.id);
		if (met) return met;
		const { id, version, last } = offer;
		const said = { id, version, last, now: saidOf(offer, isHsds) };
		known.set(id, said);
		return said;
	};
	return planImport(rows, find);
}

/** Offers of this source that the file says nothing of any more. */
export function listMissing(rows: readonly PlannedRow[], candidates: readonly CandidateOffer[]) {
	const keys = new Set(rows.map(({ said }) => keyOf(said)));
	return candidates.filter(
		({ sourceKey, withdrawnOn }) => sourceKey && !keys.has(sourceKey) && !withdrawnOn
	);
}
