/** Taking in what an import holds, and undoing it: the project leader of the municipality, a whole import in one transaction. */
import { createHash, randomUUID } from 'node:crypto';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { isWritten, markOf, mayPutBack, saidBy, type RowPlan } from '../import-plan.rules.ts';
import { broughtBy, groupOf, type Group, type Rhythm } from '../offer.rules.ts';
import { offerOf } from '../said-offer.ts';
import { findDirectory } from './directory.queries.ts';
import { rowOf, type KeptOfferRow, type TakenRow } from './import-rows.ts';
import {
	deleteAdded,
	findImport,
	holdCandidates,
	holdImport,
	insertTaken,
	listCandidates,
	listDone,
	listRows,
	markImportTaken,
	markImportUndone,
	markTaken,
	markUndone,
	updateTaken,
	type CandidateOffer,
	type DoneRow
} from './import.queries.ts';
import { listFormerKeepers, listKeepers } from './offer.queries.ts';
import { idsIn, planRows, readRows } from './plan-import.ts';

/** A short mark of what a preview showed: what is taken in must be what was seen. */
export const shortMark = (plans: readonly RowPlan[]): string =>
	createHash('sha256').update(markOf(plans)).digest('base64url');

/** Rows that are written in one statement; after each, whoever waits is told how far it is. */
const WRITTEN_AT_ONCE = 1000;
/** Told how many rows are done. */
export type Tell = (done: number) => Promise<void>;
const toNobody: Tell = async () => {};

export type TakeRefusal = 'not-there' | 'import-changed' | 'import-undone' | 'nothing-to-take';
export type UndoRefusal = 'not-there' | 'import-not-taken' | 'import-undone';

/** What was taken in. */
export type Taken = { added: number; changed: number };

type Keeper = { id: string; name: string; group: Group };

/** Takes in the rows that are right, as the preview of this `mark` showed them; the others wait. */
export async function takeImport(
	acting: Acting,
	id: string,
	mark: string,
	tell: Tell = toNobody
): Promise<Outcome<Taken, TakeRefusal>> {
	await acting.first(holdImport(id));
	const kept = await acting.first(findImport(id));
	if (!kept?.columns) return refused('not-there');
	if (kept.undoneAt) return refused('import-undone');
	const rows = await readRows(kept, await acting.all(listRows(id)), acting.today);
	const ids = idsIn(rows);
	await acting.all(holdCandidates(kept.source, ids));
	const candidates = await acting.all(listCandidates(kept.source, ids));
	const plans = await planRows(kept, rows, candidates);
	if (shortMark(plans) !== mark) return refused('import-changed');
	const keepers = keepersByName(
		await acting.all(listKeepers()),
		await acting.all(listFormerKeepers()),
		kept.organisation
	);
	const rhythm = (await acting.first(findDirectory()))!;
	const { name } = acting.visitor;
	const known = new Map(candidates.map((each) => [each.id, each]));
	const counts = { added: 0, changed: 0 };
	let written = 0;
	for (let from = 0; from < plans.length; from += WRITTEN_AT_ONCE) {
		const some = plans.slice(from, from + WRITTEN_AT_ONCE);
		const { added, changed, taken } = work(some, known, keepers, rhythm, acting.today);
		if (added.length > 0) await acting.run(insertTaken(added, kept.source, name));
		// They are held: nobody can have written one of them since the plan was made.
		if (changed.length > 0 && (await acting.run(updateTaken(changed, name))) < changed.length)
			throw new Error('an offer was changed while an import was taken in');
		if (taken.length > 0) await acting.run(markTaken(id, taken));
		counts.added += added.length;
		counts.changed += changed.length;
		written += taken.length;
		await tell(from + some.length);
	}
	if (written === 0) return refused('nothing-to-take');
	await acting.run(markImportTaken(id, kept.version, name));
	await acting.run(record('directory.import.taken', id, counts));
	return done(counts);
}

type Named = { id: string; name: string; kind: string };

/** Whose an offer is: the organisation here that has the name of who gives it, or had it, else the one that was chosen. */
function keepersByName(keepers: readonly Named[], former: readonly Named[], chosen: string) {
	const asKeeper = ({ id, name, kind }: Named): Keeper => ({ id, name, group: groupOf(kind) });
	const each = keepers.map(asKeeper);
	const named = new Map(
		[...former.map(asKeeper), ...each].map((keeper) => [keeper.name.toLowerCase(), keeper])
	);
	const standard = each.find((keeper) => keeper.id === chosen) ?? each[0]!;
	return (provider: string | undefined) => named.get((provider ?? '').toLowerCase()) ?? standard;
}

/** The rows to write, and what is kept of each. */
function work(
	plans: readonly RowPlan[],
	known: ReadonlyMap<string, CandidateOffer>,
	keeperOf: (provider: string | undefined) => Keeper,
	rhythm: Rhythm,
	today: Day
) {
	const added: KeptOfferRow[] = [];
	const changed: KeptOfferRow[] = [];
	const taken: TakenRow[] = [];
	for (const { number, state, key, said, changes, known: met } of plans) {
		if (!isWritten(state)) continue;
		const before = met ? known.get(met.id)! : null;
		if (state === 'same' && before) {
			const { version, confirmedOn, confirmedBy } = before;
			const after = { version, confirmedOn, confirmedBy };
			taken.push({ number, outcome: 'same', offer: before.id, said, before: null, after });
			continue;
		}
		const keeper = keeperOf(said.provider);
		const offer = offerOf(before ? saidBy(changes) : said, before, keeper);
		const row = rowOf({
			...offer,
			id: before?.id ?? randomUUID(),
			organisation: before?.organisation ?? keeper.id,
			...broughtBy(said.confirmedOn ?? '', before?.confirmedOn ?? null, rhythm, today),
			version: before ? before.version + 1 : 1,
			sourceKey: before?.sourceKey ?? key
		});
		(before ? changed : added).push(row);
		taken.push({
			number,
			outcome: before ? 'changed' : 'added',
			offer: row.id,
			said,
			before: before ? rowOf(before) : null,
			after: {
				version: row.version,
				confirmedOn: row.confirmed_on,
				confirmedBy: row.confirmed_by_name
			}
		});
	}
	return { added, changed, taken };
}

/** What was undone, and the number of offers that somebody has changed since, which stay. */
export type Undone = { undone: number; kept: number };

/** Undoes a whole import: what it added goes, what it changed stands as before, except where somebody has written or confirmed it since. */
export async function undoImport(
	acting: Acting,
	id: string,
	tell: Tell = toNobody
): Promise<Outcome<Undone, UndoRefusal>> {
	await acting.first(holdImport(id));
	const kept = await acting.first(findImport(id));
	if (!kept) return refused('not-there');
	if (!kept.takenAt) return refused('import-not-taken');
	if (kept.undoneAt) return refused('import-undone');
	const rows = await acting.all(listDone(id));
	const { name } = acting.visitor;
	const counts = { undone: 0, kept: 0 };
	for (let from = 0; from < rows.length; from += WRITTEN_AT_ONCE) {
		const some = rows.slice(from, from + WRITTEN_AT_ONCE);
		const { undone, left } = await putBack(acting, id, some);
		counts.undone += undone;
		counts.kept += left;
		await tell(from + some.length);
	}
	await acting.run(markImportUndone(id, kept.version, name));
	await acting.run(record('directory.import.undone', id, counts));
	return done(counts);
}

/** Puts some rows back as they were, where nobody has touched the offer since. */
async function putBack(acting: Acting, id: string, rows: readonly DoneRow[]) {
	const free = rows.filter(({ after, now }) => mayPutBack(after, now));
	const held = rows.filter(({ after, now }) => !mayPutBack(after, now));
	const back = free.flatMap(({ before, now }) =>
		before ? [{ ...before, version: now.version + 1 }] : []
	);
	if (back.length > 0) await acting.run(updateTaken(back, acting.visitor.name));
	const numbers = (some: readonly DoneRow[]) => some.map(({ number }) => number);
	await acting.run(markUndone(id, numbers(free), 'undone'));
	await acting.run(markUndone(id, numbers(held), 'kept'));
	const gone = free.filter(({ outcome }) => outcome === 'added').map(({ offer }) => offer);
	if (gone.length > 0) await acting.run(deleteAdded(gone));
	return { undone: free.length, left: held.length };
}
