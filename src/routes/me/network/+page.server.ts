import { error, fail, redirect } from '@sveltejs/kit';
import { answerRefusal, saySavedRelation } from '#features/network/answer-form.ts';
import { AddMineForm } from '#features/network/network.schema.ts';
import { addRelation } from '#features/network/server/keep-network.ts';
import { listRelations } from '#features/network/server/network.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { asSelf } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { choosePathway } from '../choose-pathway.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen?.isCitizen) error(404);
	const [relations] = await locals.read(
		listRelations(chosen.id),
		recordPathway('network.read', chosen.id)
	);
	return {
		visitor: locals.visitor,
		today: locals.today,
		pathway: chosen.id,
		isOpen: chosen.state === 'open',
		relations,
		newId: crypto.randomUUID(),
		said:
			(['added', 'changed', 'removed'] as const).find(
				(each) => each === url.searchParams.get('said')
			) ?? null
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await readForm(request, AddMineForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { pathway, id, ...said } = form.value;
		const added = await locals.transact((acting) =>
			addRelation(asSelf(acting), pathway, id, said, 'citizen')
		);
		if (added.ok) redirect(303, `/me/network?pathway=${pathway}&said=added`);
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
