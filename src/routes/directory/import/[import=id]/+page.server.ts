/** What an import would do, row by row; taking it in, throwing it away, and undoing it. */
import { error, fail, redirect } from '@sveltejs/kit';
import { sayField } from '#features/directory/import-words.ts';
import {
	countStates,
	countUnconfirmed,
	type RowPlan,
	type RowState
} from '#features/directory/import-plan.rules.ts';
import type { Rhythm } from '#features/directory/offer.rules.ts';
import { TakeImportForm } from '#features/directory/offer.schema.ts';
import { countState, sayCell, SHOWN_STATES } from '#features/directory/say-import.ts';
import { discardImport } from '#features/directory/server/begin-import.ts';
import { findDirectory } from '#features/directory/server/directory.queries.ts';
import {
	findImport,
	listCandidates,
	listKeptOffers,
	listRows,
	type KeptImport
} from '#features/directory/server/import.queries.ts';
import { idsIn, listMissing, planRows, readRows } from '#features/directory/server/plan-import.ts';
import { findWork } from '#features/directory/server/import-work.queries.ts';
import { askToTake, askToUndo } from '#features/directory/server/order-import.ts';
import { shortMark } from '#features/directory/server/take-import.ts';
import { isAtWork, refusalOf } from '#features/directory/import-work.rules.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** Rows of one page. */
const PAGE = 50;
/** Offers that the file does not speak of any more, of which so many are named. */
const MOST_MISSING = 100;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[directory], [kept], [work]] = await locals.read(
		findDirectory(),
		findImport(params.import),
		findWork(params.import)
	);
	if (!directory?.isLed || !kept) error(404);
	if (!kept.columns) redirect(303, `/directory/import/${kept.id}/columns`);
	const about = aboutOf(kept);
	const done = url.searchParams.get('done');
	// What was asked for and has come: said as where it is done at once.
	const isCome = (is: 'taken' | 'undone', stands: boolean) =>
		stands && (done === is || done === 'ordered');
	const shown = {
		visitor: locals.visitor,
		about,
		isNew: isCome('undone', about.isUndone) || isCome('taken', about.isTaken)
	};
	if (work && isAtWork(work)) return { ...shown, work, refusal: null, preview: null };
	const refusal = work?.refusal
		? { what: work.what, text: sayRefusal(refusalOf(work.refusal)) }
		: null;
	return { ...shown, refusal, work: null, preview: await previewOf(kept, directory, locals, url) };
};

/** What it would do now, a page of it. */
async function previewOf(kept: KeptImport, rules: Rhythm, locals: App.Locals, url: URL) {
	const [rows, keptOffers] = await locals.read(listRows(kept.id), listKeptOffers(kept.id));
	const waiting = kept.undoneAt ? [] : await readRows(kept, rows, locals.today);
	const [candidates] = await locals.read(listCandidates(kept.source, idsIn(waiting)));
	const plans = await planRows(kept, waiting, candidates);
	const counts = countStates(plans);
	const states = SHOWN_STATES.filter((state) => counts[state] > 0);
	const show =
		states.find((state) => state === url.searchParams.get('show')) ?? states[0] ?? 'same';
	const page = Number(/^[1-9]\d{0,3}$/.exec(url.searchParams.get('page') ?? '')?.[0] ?? 1);
	const shown = plans.filter(({ state }) => state === show);
	const here = `/directory/import/${kept.id}`;
	const missing = kept.takenAt ? [] : listMissing(waiting, candidates);
	return {
		counts,
		tabs: states.map((state) => ({
			href: `${here}?show=${state}`,
			label: countState(state, counts[state]),
			current: state === show
		})),
		show: show as RowState,
		rows: shown.slice((page - 1) * PAGE, page * PAGE).map((plan) => sayRow(plan, kept)),
		next: page * PAGE < shown.length ? `${here}?show=${show}&page=${page + 1}` : null,
		first: page > 1 ? `${here}?show=${show}` : null,
		mark: shortMark(plans),
		freshness: countUnconfirmed(plans, rules, locals.today),
		missing: {
			count: missing.length,
			offers: missing.slice(0, MOST_MISSING).map(({ id, name }) => ({ id, name }))
		},
		taken: {
			added: rows.filter(({ outcome }) => outcome === 'added').length,
			changed: rows.filter(({ outcome }) => outcome === 'changed').length
		},
		keptOffers
	};
}

const aboutOf = ({ id, source, fileName, form, takenAt, undoneAt }: KeptImport) => ({
	id,
	source,
	fileName,
	isTable: form === 'table',
	isTaken: takenAt !== null,
	isUndone: undoneAt !== null
});

/** A row in words. */
function sayRow({ number, name, problems, changes, known }: RowPlan, kept: KeptImport) {
	return {
		number,
		name,
		problems: problems.map((problem) =>
			m.import_problem_in({ column: sayColumn(problem.field, kept), problem: sayCell(problem) })
		),
		changes: changes.map(({ field, from, to }) => ({
			field: sayField(field),
			from: short(from),
			to: short(to)
		})),
		offer: known?.id ?? null
	};
}

/** The column as our pages call it, and as the file does where that is something else. */
function sayColumn(
	field: Parameters<typeof sayField>[0],
	{ form, headings, columns }: KeptImport
): string {
	const said = sayField(field);
	const heading = form === 'table' ? headings[columns?.indexOf(field) ?? -1] : undefined;
	return heading && heading.toLowerCase() !== said.toLowerCase()
		? m.import_column_is({ field: said, heading })
		: said;
}

const short = (text: string) => (text.length > 400 ? `${text.slice(0, 400)}…` : text);

const comes = ({ isOrdered }: { isOrdered: boolean }, at: string) => (isOrdered ? 'ordered' : at);

export const actions: Actions = {
	take: async ({ locals, params, request }) => {
		const form = await readForm(request, TakeImportForm);
		if (!form.ok) error(404);
		const taken = await locals.transact((acting) =>
			askToTake(acting, params.import, form.value.mark)
		);
		if (taken.ok)
			redirect(303, `/directory/import/${params.import}?done=${comes(taken.value, 'taken')}`);
		if (taken.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(taken.reason) });
	},
	undo: async ({ locals, params }) => {
		const undone = await locals.transact((acting) => askToUndo(acting, params.import));
		if (undone.ok)
			redirect(303, `/directory/import/${params.import}?done=${comes(undone.value, 'undone')}`);
		if (undone.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(undone.reason) });
	},
	discard: async ({ locals, params }) => {
		const gone = await locals.transact((acting) => discardImport(acting, params.import));
		if (gone.ok) redirect(303, '/directory/import?done=discarded');
		if (gone.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(gone.reason) });
	}
};
