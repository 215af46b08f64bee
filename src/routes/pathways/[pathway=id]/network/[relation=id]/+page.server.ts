import { error, fail, redirect } from '@sveltejs/kit';
import { answerRefusal, conflictOf } from '#features/network/answer-form.ts';
import { ChangeRelationForm, RemoveRelationForm } from '#features/network/network.schema.ts';
import { changeRelation, takeOff } from '#features/network/server/keep-network.ts';
import { findRelation } from '#features/network/server/network.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], [relation]] = await locals.read(
		findHead(params.pathway),
		findRelation(params.pathway, params.relation),
		recordFound(
			'network.read',
			params.pathway,
			null,
			having(findHead(params.pathway), 'isHeld'),
			findRelation(params.pathway, params.relation)
		)
	);
	if (!head?.isHeld || !relation) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		back: `/pathways/${params.pathway}/network`,
		relation
	};
};

export const actions: Actions = {
	change: async ({ locals, params, request }) => {
		const form = await readForm(request, ChangeRelationForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...said } = form.value;
		const changed = await locals.transact((acting) =>
			changeRelation(acting, params.pathway, params.relation, version, said, 'tovholder')
		);
		if (changed.ok) redirect(303, `/pathways/${params.pathway}/network?said=changed`);
		if (changed.reason === 'not-there') error(404);
		if (changed.reason === 'stale')
			return fail(409, { typed: form.typed, conflict: conflictOf(changed.saved, form.typed) });
		const { status, ...answer } = answerRefusal(changed.reason);
		return fail(status, { typed: form.typed, ...answer });
	},

	remove: async ({ locals, params, request }) => {
		const form = await readForm(request, RemoveRelationForm);
		if (!form.ok) error(404);
		const removed = await locals.transact((acting) =>
			takeOff(acting, params.pathway, params.relation, form.value.version, 'tovholder')
		);
		if (removed.ok) redirect(303, `/pathways/${params.pathway}/network?said=removed`);
		if (removed.reason === 'not-there') error(404);
		if (removed.reason === 'stale') return fail(409, { refusal: sayRefusal('stale') });
		const { status, ...answer } = answerRefusal(removed.reason);
		return fail(status, answer);
	}
};
