import { error, fail, redirect } from '@sveltejs/kit';
import { partOfName } from '#features/pathways/tovholder.rules.ts';
import { addToPool, notePresented, removeFromPool } from '#features/pathways/server/keep-pool.ts';
import { findLed, listCandidates, listPool } from '#features/pathways/server/tovholder.queries.ts';
import { PoolChoice, PoolForm, PresentedForm } from '#features/pathways/tovholder.schema.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const wanted = partOfName(url.searchParams.get('find'));
	const [[collaboration], pool, found] = await locals.read(
		findLed(params.collaboration),
		listPool(params.collaboration),
		listCandidates(params.collaboration, wanted)
	);
	if (!collaboration) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		collaboration,
		pool,
		found: found.filter(({ isInPool }) => !isInPool),
		wanted
	};
};

export const actions: Actions = {
	add: async ({ locals, params, request }) => {
		const form = await readForm(request, PoolForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const result = await locals.transact((acting) =>
			addToPool(acting, params.collaboration, form.value.candidate)
		);
		return answer(result, params.collaboration);
	},
	remove: async ({ locals, params, request }) => {
		const form = await readForm(request, PoolChoice);
		if (!form.ok) return fail(422, { problems: form.problems });
		const result = await locals.transact((acting) =>
			removeFromPool(acting, params.collaboration, form.value.candidate, form.value.presentedOn)
		);
		return answer(result, params.collaboration);
	},
	present: async ({ locals, params, request }) => {
		const form = await readForm(request, PresentedForm);
		if (!form.ok) return fail(422, { problems: form.problems, typed: form.typed });
		const { candidate, presentedOn } = form.value;
		const result = await locals.transact((acting) =>
			notePresented(acting, params.collaboration, candidate, presentedOn)
		);
		return answer(result, params.collaboration, form.typed);
	}
};

function answer(
	result: Awaited<ReturnType<typeof addToPool>>,
	collaboration: string,
	typed?: { candidate: string; presentedOn: string }
) {
	if (result.ok) redirect(303, `/collaborations/${collaboration}/pool`);
	if (result.reason === 'no-such-collaboration') error(404);
	return fail(409, { refusal: result.reason, typed });
}
