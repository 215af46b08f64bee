import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { conflictOfClosing } from '#features/closing/closing-conflict.ts';
import { PlanForm, ReopenForm } from '#features/closing/closing.schema.ts';
import { sayLacks } from '#features/closing/say-closing.ts';
import { closePathway, keepPlan, reopenPathway } from '#features/closing/server/close-pathway.ts';
import {
	findStanding,
	listClosings,
	findClosing,
	type Closing
} from '#features/closing/server/closing.queries.ts';
import { namePathway } from '#features/pathways/say-pathway.ts';
import { recordFound } from '#server/audit.queries.ts';
import { readForm, type FormRead } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = params.pathway;
	const [[standing], [current], earlier] = await locals.read(
		findStanding(id),
		findClosing(id),
		listClosings(id),
		recordFound('pathway.read', id, null, findStanding(id))
	);
	if (!standing) error(404);
	return {
		visitor: locals.visitor,
		here: `/pathways/${id}`,
		name: namePathway(standing),
		standing,
		closing: current ?? null,
		earlier: earlier.filter(({ reopenedAt }) => reopenedAt !== null),
		newId: crypto.randomUUID(),
		done: (['kept', 'closed', 'reopened'] as const).find(
			(each) => each === url.searchParams.get('done')
		)
	};
};

export const actions: Actions = {
	keep: async (event) => {
		const { locals, params, request } = event;
		const form = await readForm(request, PlanForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const kept = await locals.transact((acting) => keepPlan(acting, params.pathway, sentOf(form)));
		if (kept.ok) redirect(303, '?done=kept');
		if (kept.reason === 'not-there') error(404);
		if (kept.reason === 'stale') return conflictOf(event, form.typed, kept.saved);
		return fail(409, { typed: form.typed, refusal: sayRefusal(kept.reason) });
	},
	close: async (event) => {
		const { locals, params, request } = event;
		const form = await readForm(request, PlanForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const closed = await locals.transact((acting) =>
			closePathway(acting, params.pathway, sentOf(form))
		);
		if (closed.ok) redirect(303, '?done=closed');
		if (closed.reason === 'not-there') error(404);
		if (closed.reason === 'stale') return conflictOf(event, form.typed, closed.saved);
		if (closed.reason === 'lacking')
			return fail(422, {
				typed: { ...form.typed, version: String(closed.version) },
				problems: sayLacks(closed.lacks)
			});
		return fail(409, { typed: form.typed, refusal: sayRefusal(closed.reason) });
	},
	reopen: async ({ locals, params, request }) => {
		const form = await readForm(request, ReopenForm);
		if (!form.ok) return fail(422, { reason: form.typed.reason, problems: form.problems });
		const opened = await locals.transact((acting) =>
			reopenPathway(acting, params.pathway, form.value)
		);
		if (opened.ok) redirect(303, '?done=reopened');
		if (opened.reason === 'not-there') error(404);
		return fail(409, { reason: form.typed.reason, refusal: sayRefusal(opened.reason) });
	}
};

type Read = Extract<FormRead<typeof PlanForm>, { ok: true }>;

const sentOf = ({ value: { closing, version, ...plan } }: Read) => ({ id: closing, version, plan });

/** Both plans, where another was saved since. */
async function conflictOf(
	{ locals, params }: RequestEvent<{ pathway: string }>,
	typed: Read['typed'],
	saved: Closing
) {
	const [[standing]] = await locals.read(findStanding(params.pathway));
	return fail(409, { typed, conflict: conflictOfClosing(saved, typed, standing?.partners ?? []) });
}
