import { error, fail, redirect } from '@sveltejs/kit';
import { ProgressForm } from '#features/agreements/live.schema.ts';
import { mayTell, PROGRESS } from '#features/agreements/progress.rules.ts';
import { sayProgress } from '#features/agreements/say-agreement.ts';
import { findLive, findWellBeing } from '#features/agreements/server/live.queries.ts';
import { tellableOf, tellProgress } from '#features/agreements/server/tell-progress.ts';
import { showTold } from '#features/agreements/show-conflict.ts';
import { writeCell } from '#features/documents/short.rules.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [things, documents, definitions] = await locals.read(
		findLive(params.agreement, params.thing),
		findDocument(params.agreement),
		findWellBeing(params.agreement)
	);
	const [thing, document] = [things[0], documents[0]];
	if (!thing || !document) error(404);
	const { visitor } = locals;
	const may = mayTell(tellableOf(thing), {
		person: visitor?.person ?? '',
		organisation: visitor?.organisation ?? '',
		isKeeper: document.isKeeper
	});
	const { said } = thing;
	const isGoal = said.kind === 'goal';
	return {
		visitor,
		agreement: { id: thing.agreement, title: thing.title },
		id: thing.id,
		what: isGoal ? said.goal : said.kind === 'task' ? said.what : '',
		number: isGoal ? said.number : null,
		unit: isGoal ? said.unit : '',
		isGoal,
		/** what it is measured by means this. */
		wellBeing: isGoal ? (definitions[0]?.said ?? '') : '',
		dueOn: thing.dueOn,
		responsible: isGoal ? null : thing.personName,
		organisation: thing.organisationName,
		version: thing.version,
		status: thing.status,
		reached: writeCount(thing.reached),
		note: thing.note,
		changedBy: thing.changedBy,
		changedAt: thing.changedAt,
		options: optionsOf(isGoal),
		cannot: may.ok ? null : sayRefusal(may.reason)
	};
};

export const actions: Actions = {
	tell: async ({ locals, params, request }) => {
		const form = await readForm(request, ProgressForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...told } = form.value;
		const outcome = await locals.transact((acting) =>
			tellProgress(acting, params.agreement, { thing: params.thing, base: version }, told)
		);
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}/set-going?done=told`);
		const { typed } = form;
		switch (outcome.reason) {
			case 'no-document':
			case 'not-in-force-yet':
			case 'no-such-thing':
				return error(404);
			case 'stale': {
				const { saved } = outcome;
				const isGoal = saved.said.kind === 'goal';
				const conflict = showTold(
					saved,
					typed.version,
					{ yours: told.status, options: optionsOf(isGoal) },
					{ name: 'note', yours: told.note, saved: saved.note },
					{
						name: 'reached',
						label: m.live_reached(),
						yours: typed.reached,
						saved: writeCount(saved.reached)
					}
				);
				return fail(409, { typed, conflict });
			}
			default:
				return fail(409, { typed, refusal: sayRefusal(outcome.reason) });
		}
	}
};

const writeCount = (reached: number | null) =>
	reached === null ? '' : writeCell({ kind: 'number', unit: null }, String(reached));

const optionsOf = (isGoal: boolean) =>
	PROGRESS.map((value) => ({ value, label: sayProgress(value, isGoal) }));
