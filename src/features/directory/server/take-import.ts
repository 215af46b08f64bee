/** Taking in what an import holds, and undoing it: the project leader of the municipality, a whole import in one transaction. */
import { createHash, randomUUID } from 'node:crypto';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { markOf, mayPutBack, saidBy, type RowPlan } from '../import-plan.rules.ts';
import { groupOf, type Group } from '../offer.rules.ts';
import { offerOf } from '../said-offer.ts';
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
	type CandidateOffer
} from './import.queries.ts';
import { listFormerKeepers, listKeepers } from './offer.queries.ts';
import { idsIn, planRows, readRows } from './plan-import.ts';

/** A short mark of what a preview showed: what is taken in must be what was seen. */
export const shortMark = (plans: readonly RowPlan[]): string =>
	createHash('sha256').update(markOf(plans)).digest('base64url');

/** What was taken in. */
export type Taken = { added: number; changed: number };

type Keeper = { id: string; name: string; group: Group };

/** Takes in the rows that are right, as the preview of this `mark` showed them; the others wait. */
export async function takeImport(
	acting: Acting,
	id: string,
	mark: string
): Promise<Outcome<Taken, 'not-there' | 'import-changed' | 'import-undone' | 'nothing-to-take'>> {
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
	const { added, changed, taken } = work(plans, candidates, keepers, acting);
	if (taken.length === 0) return refused('nothing-to-take');
	const { name } = acting.visitor;
	if (added.length > 0) await acting.run(insertTaken(added, kept.source, name));
	// They are held: nobody can have written one of them since the plan was made.
	if (changed.length > 0 && (await acting.run(updateTaken(changed, name))) < changed.length)
		throw new Error('an offer was changed while an import was taken in');
	await acting.run(markTaken(id, taken));
	await acting.run(markImportTaken(id, kept.version, name));
	const counts = { added: added.length, changed: changed.length };
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
	candidates: readonly CandidateOffer[],
	keeperOf: (provider: string | undefined) => Keeper,
	{ today, visitor }: Pick<Acting, 'today' | 'visitor'>
) {
	const known = new Map(candidates.map((each) => [each.id, each]));
	const added: KeptOfferRow[] = [];
	const changed: KeptOfferRow[] = [];
	const taken: TakenRow[] = [];
	for (const { number, state, key, said, changes, known: met } of plans) {
		if (state === 'problem' || state === 'both') continue;
		const before = met ? known.get(met.id)! : null;
		if (state === 'same' && before) {
			const { version, confirmedOn, confirmedBy } = before;
			const after = { version, confirmedOn, confirmedBy };
			taken.push({ number, outcome: 'same', offer: before.id, said, before: null, after });
			continue;
		}
		const keeper = keeperOf(said.provider);
		const offer = offerOf(before ? saidBy(changes) : said, before, keeper);
		const foundRight = said.confirmedOn ?? '';
		const row = rowOf({
			...offer,
			id: before?.id ?? randomUUID(),
			organisation: before?.organisation ?? keeper.id,
			confirmedOn: latest(foundRight || today, before?.confirmedOn),
			confirmedBy: visitor.name,
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

const latest = (day: string, other: string | undefined) => (other && other > day ? other : day);

/** What was undone, and the number of offers that somebody has changed since, which stay. */
export type Undone = { undone: number; kept: number };

/** Undoes a whole import: what it added goes, what it changed stands as before, except where somebody has written or confirmed it since. */
export async function undoImport(
	acting: Acting,
	id: string
): Promise<Outcome<Undone, 'not-there' | 'import-not-taken' | 'import-undone'>> {
	await acting.first(holdImport(id));
	const kept = await acting.first(findImport(id));
	if (!kept) return refused('not-there');
	if (!kept.takenAt) return refused('import-not-taken');
	if (kept.undoneAt) return refused('import-undone');
	const rows = await acting.all(listDone(id));
	const free = rows.filter(({ after, now }) => mayPutBack(after, now));
	const held = rows.filter(({ after, now }) => !mayPutBack(after, now));
	const { name } = acting.visitor;
	const back = free.flatMap(({ before, now }) =>
		before ? [{ ...before, version: now.version + 1 }] : []
	);
	if (back.length > 0) await acting.run(updateTaken(back, name));
	const numbers = (some: typeof rows) => some.map(({ number }) => number);
	await acting.run(markUndone(id, numbers(free), 'undone'));
	await acting.run(markUndone(id, numbers(held), 'kept'));
	const gone = free.filter(({ outcome }) => outcome === 'added').map(({ offer }) => offer);
	if (gone.length > 0) await acting.run(deleteAdded(gone));
	await acting.run(markImportUndone(id, kept.version, name));
	const counts = { undone: free.length, kept: held.length };
	await acting.run(record('directory.import.undone', id, counts));
	return done(counts);
}
