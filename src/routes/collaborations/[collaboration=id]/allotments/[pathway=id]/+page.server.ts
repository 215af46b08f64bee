import { error, fail, redirect } from '@sveltejs/kit';
import { appointTovholder } from '#features/pathways/server/appoint-tovholder.ts';
import {
	findAllotment,
	findLed,
	listCandidates
} from '#features/pathways/server/tovholder.queries.ts';
import { lastHandoverDay } from '#features/pathways/tovholder.rules.ts';
import { DecisionForm } from '#features/pathways/tovholder.schema.ts';
import { recordAllotment } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const wanted = (url.searchParams.get('find') ?? '').trim().slice(0, 100);
	const [[collaboration], [allotment], candidates] = await locals.read(
		findLed(params.collaboration),
		findAllotment(params.pathway),
		listCandidates(params.collaboration, wanted),
		recordAllotment(params.collaboration, params.pathway)
	);
	if (!collaboration || allotment?.collaboration !== collaboration.id) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		newId: crypto.randomUUID(),
		lastHandoverDay: lastHandoverDay(locals.today),
		collaboration,
		allotment,
		candidates,
		wanted
	};
};

export const actions: Actions = {
	decide: async ({ locals, params, request }) => {
		const form = await readForm(request, DecisionForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, version, candidate, ...decision } = form.value;
		const result = await locals.transact(async (acting) => {
			// The page of the project leader: a tovholder may decide too, and does so on the pathway's own page.
			const [collaboration, allotment] = await Promise.all([
				acting.first(findLed(params.collaboration)),
				acting.first(findAllotment(params.pathway))
			]);
			if (!collaboration || allotment?.collaboration !== collaboration.id) error(404);
			return appointTovholder(acting, params.pathway, version, { ...decision, ...candidate }, id);
		});
		if (result.ok) redirect(303, `/collaborations/${params.collaboration}/allotments`);
		if (result.reason === 'no-such-pathway') error(404);
		return fail(409, { typed: form.typed, refusal: result.reason });
	}
};
