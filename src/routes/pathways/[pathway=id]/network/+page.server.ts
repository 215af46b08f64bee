import { error, fail, redirect } from '@sveltejs/kit';
import { answerRefusal, saySavedRelation } from '#features/network/answer-form.ts';
import { AddRelationForm } from '#features/network/network.schema.ts';
import { addRelation } from '#features/network/server/keep-network.ts';
import { findNetworkPlace, listRelations } from '#features/network/server/network.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [place], relations] = await locals.read(
		findHead(params.pathway),
		findNetworkPlace(params.pathway),
		listRelations(params.pathway),
		recordFound(
			'network.read',
			params.pathway,
			null,
			having(findHead(params.pathway), 'isHeld'),
			findNetworkPlace(params.pathway)
		)
	);
	if (!head?.isHeld || !place) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		head,
		here: `/pathways/${params.pathway}/network`,
		isOpen: place.isOpen,
		relations,
		newId: crypto.randomUUID(),
		said:
			(['added', 'changed', 'removed'] as const).find(
				(each) => each === url.searchParams.get('said')
			) ?? null
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, AddRelationForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, ...said } = form.value;
		const added = await locals.transact((acting) =>
			addRelation(acting, params.pathway, id, said, 'tovholder')
		);
		if (added.ok) redirect(303, '?said=added');
		if (added.reason === 'not-there') error(404);
		if (added.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySavedRelation(added.saved)
			});
		const { status, ...answer } = answerRefusal(added.reason);
		return fail(status, { typed: form.typed, ...answer });
	}
};
