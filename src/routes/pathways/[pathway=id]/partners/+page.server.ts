import { error, fail, redirect } from '@sveltejs/kit';
import { PlanForm } from '#features/pathways/partner.schema.ts';
import { planPartner } from '#features/pathways/server/involve-partner.ts';
import { listFreeOrganisations, listPartners } from '#features/pathways/server/partner.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { isSentTwice } from '#server/sent-twice.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], partners, organisations] = await locals.read(
		findHead(params.pathway),
		listPartners(params.pathway),
		listFreeOrganisations(params.pathway),
		recordPathway('partners.read', params.pathway)
	);
	if (!head?.isHeld) error(404);
	return {
		visitor: locals.visitor,
		head,
		partners: partners.map(({ id, name, internal, state, reason, people, agreedOn }) => ({
			id,
			name,
			internal,
			state,
			reason,
			people,
			agreedOn
		})),
		organisations,
		newId: crypto.randomUUID()
	};
};

export const actions: Actions = {
	plan: async ({ locals, params, request }) => {
		const form = await readForm(request, PlanForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const here = `/pathways/${params.pathway}/partners`;
		const result = await locals
			.transact((acting) => planPartner(acting, params.pathway, form.value))
			.catch((cause: unknown) => {
				// the same form twice, or two who thought of the same organisation: it is there
				if (isSentTwice(cause, 'partner')) redirect(303, here);
				throw cause;
			});
		if (!result.ok) error(404);
		redirect(303, `${here}/${result.value}`);
	}
};
