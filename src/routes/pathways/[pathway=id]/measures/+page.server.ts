import { error } from '@sveltejs/kit';
import { findOverlaps } from '#features/measures/measure.rules.ts';
import { findMeasurePlace, listMeasures } from '#features/measures/server/measure.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [place], measures] = await locals.read(
		findHead(params.pathway),
		findMeasurePlace(params.pathway),
		listMeasures(params.pathway),
		recordFound(
			'pathway.read',
			params.pathway,
			null,
			findHead(params.pathway),
			findMeasurePlace(params.pathway)
		)
	);
	if (!head || !place) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		head,
		here: `/pathways/${params.pathway}`,
		measures,
		overlaps: findOverlaps(
			measures.map((each) => ({ ...each, organisation: each.doneByName || null })),
			locals.today
		),
		mayWrite: place.mayWrite && place.isOpen,
		said:
			(['added', 'changed'] as const).find((each) => each === url.searchParams.get('said')) ?? null
	};
};
