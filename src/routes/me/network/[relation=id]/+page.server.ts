import { error, fail, redirect } from '@sveltejs/kit';
import { answerRefusal, conflictOf } from '#features/network/answer-form.ts';
import { ChangeRelationForm, RemoveRelationForm } from '#features/network/network.schema.ts';
import { changeRelation, takeOff } from '#features/network/server/keep-network.ts';
import { findRelation } from '#features/network/server/network.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import { asSelf } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { choosePathway, readPathway } from '../../choose-pathway.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen?.isCitizen) error(404);
	const [[relation]] = await locals.read(
		findRelation(chosen.id, params.relation),
		recordFound('network.read', chosen.id, null, findRelation(chosen.id, params.relation))
	);
	if (!relation) error(404);
	return { visitor: locals.visitor, today: locals.today, pathway: chosen.id, relation };
};

export const actions: Actions = {
	change: async ({ locals, params, request, url }) => {
		const pathway = readPathway(url);
		const form = await readForm(request, ChangeRelationForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...said } = form.value;
		const changed = await locals.transact((acting) =>
			changeRelation(asSelf(acting), pathway, params.relation, version, said, 'citizen')
		);
		if (changed.ok) redirect(303, `/me/network?pathway=${pathway}&said=changed`);
		if (changed.reason === 'not-there') error(404);
		if (changed.reason === 'stale')
			return fail(409, { typed: form.typed, conflict: conflictOf(changed.saved, form.typed) });
		const { status, ...answer } = answerRefusal(changed.reason);
		return fail(status, { typed: form.typed, ...answer });
	},

	remove: async ({ locals, params, request, url }) => {
		const pathway = readPathway(url);
		const form = await readForm(request, RemoveRelationForm);
		if (!form.ok) error(404);
		const removed = await locals.transact((acting) =>
			takeOff(asSelf(acting), pathway, params.relation, form.value.version, 'citizen')
		);
		if (removed.ok) redirect(303, `/me/network?pathway=${pathway}&said=removed`);
		if (removed.reason === 'not-there') error(404);
		if (removed.reason === 'stale') return fail(409, { refusal: sayRefusal('stale') });
		const { status, ...answer } = answerRefusal(removed.reason);
		return fail(status, answer);
	}
};
