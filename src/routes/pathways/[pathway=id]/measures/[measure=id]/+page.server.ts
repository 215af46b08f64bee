import { error, fail, redirect } from '@sveltejs/kit';
import { answerRefusal, conflictOf } from '#features/measures/answer-form.ts';
import { asTyped } from '#features/measures/measure.rules.ts';
import { ChangeMeasureForm } from '#features/measures/measure.schema.ts';
import { changeMeasure } from '#features/measures/server/keep-measures.ts';
import { findMeasure, findMeasurePlace } from '#features/measures/server/measure.queries.ts';
import { nameMeasure } from '#features/measures/say-measure.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], [place], [measure]] = await locals.read(
		findHead(params.pathway),
		findMeasurePlace(params.pathway),
		findMeasure(params.pathway, params.measure),
		recordFound(
			'pathway.read',
			params.pathway,
			params.measure,
			findHead(params.pathway),
			having(findMeasurePlace(params.pathway), 'mayWrite'),
			having(findMeasure(params.pathway, params.measure), 'isMineToKeep')
		)
	);
	if (!head || !place?.mayWrite || !measure?.isMineToKeep) error(404);
	const here = `/pathways/${params.pathway}/measures`;
	// A form that could not be kept is not offered: the pathway says that it is closed.
	if (!place.isOpen) redirect(303, here);
	return {
		visitor: locals.visitor,
		here,
		name: nameMeasure(measure),
		category: measure.category,
		kept: { ...asTyped(measure), version: shownAt(measure.version, asTyped(measure)) },
		involved: withBefore(place.involved, measure)
	};
};

/** Whoever did it before and has left the pathway may go on standing there. */
const withBefore = (
	involved: { id: string; name: string }[],
	{ doneBy, doneByName }: { doneBy: string | null; doneByName: string }
) =>
	doneBy === null || involved.some(({ id }) => id === doneBy)
		? involved
		: [...involved, { id: doneBy, name: doneByName }];

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, ChangeMeasureForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...said } = form.value;
		const { changed, involved } = await locals.transact(async (acting) => ({
			changed: await changeMeasure(acting, params.pathway, params.measure, version, said),
			involved: (await acting.first(findMeasurePlace(params.pathway)))?.involved ?? []
		}));
		if (changed.ok) redirect(303, `/pathways/${params.pathway}/measures?said=changed`);
		if (changed.reason === 'not-there') error(404);
		if (changed.reason === 'stale')
			return fail(409, {
				typed: form.typed,
				conflict: conflictOf(changed.saved, form.typed, withBefore(involved, changed.saved))
			});
		const { status, answer } = answerRefusal(changed.reason);
		return fail(status, { typed: form.typed, ...answer });
	}
};
