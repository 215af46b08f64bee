import { error } from '@sveltejs/kit';
import { findPartOf } from '#features/citizens/server/part.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { byOrganisation } from '#features/responsibility/responsibility.rules.ts';
import { listResponsible } from '#features/responsibility/server/responsibility.queries.ts';
import { recordFound, wornAtWork } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** L-11: who is responsible for which data on this pathway, for everybody at work on it. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const id = params.pathway;
	const [[head], responsible, [part]] = await locals.read(
		findHead(id),
		listResponsible(id),
		findPartOf(id),
		recordFound('responsible.read', id, null, wornAtWork())
	);
	if (!head || locals.visitor?.hat !== 'organisation') error(404);
	return {
		visitor: locals.visitor,
		head,
		here: `/pathways/${id}`,
		organisations: byOrganisation(responsible),
		/** The organisation whose part the reader may take along; null where it is not theirs to take. */
		ours: part?.organisation ?? null
	};
};
