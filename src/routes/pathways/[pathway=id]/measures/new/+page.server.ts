import { error, fail, redirect } from '@sveltejs/kit';
import { answerRefusal, saySavedMeasure } from '#features/measures/answer-form.ts';
import { AddMeasureForm } from '#features/measures/measure.schema.ts';
import { addMeasure } from '#features/measures/server/keep-measures.ts';
import { findMeasurePlace } from '#features/measures/server/measure.queries.ts';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], [place]] = await locals.read(
		findHead(params.pathway),
		findMeasurePlace(params.pathway),
		recordFound(
			'pathway.read',
			params.pathway,
			null,
			findHead(params.pathway),
			having(findMeasurePlace(params.pathway), 'mayWrite')
		)
	);
	if (!head || !place?.mayWrite) error(404);
	const here = `/pathways/${params.pathway}/measures`;
	// A form that could not be kept is not offered: the pathway says that it is closed.
	if (!place.isOpen) redirect(303, here);
	return {
		visitor: locals.visitor,
		today: locals.today,
		head,
		here,
		newId: crypto.randomUUID(),
		categories: CATEGORIES.filter((each) => place.categories.includes(each)),
		involved: place.involved
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, AddMeasureForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, category, ...said } = form.value;
		const added = await locals.transact((acting) =>
			addMeasure(acting, params.pathway, id, category, said)
		);
		if (added.ok) redirect(303, `/pathways/${params.pathway}/measures?said=added`);
		if (added.reason === 'not-there') error(404);
		if (added.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySavedMeasure(added.saved)
			});
		const { status, answer } = answerRefusal(added.reason);
		return fail(status, { typed: form.typed, ...answer });
	}
};
