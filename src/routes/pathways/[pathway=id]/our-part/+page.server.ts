import { error } from '@sveltejs/kit';
import { ourPartOf, readPart } from '#features/citizens/server/export-part.ts';
import { findPartOf } from '#features/citizens/server/part.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** What my organisation has written here, to be read and printed (L-11). */
export const load: PageServerLoad = async ({ locals, params }) => {
	const id = params.pathway;
	const [[head], [answer]] = await locals.read(
		findHead(id),
		ourPartOf(id),
		recordFound('part.printed', id, null, findPartOf(id))
	);
	const part = readPart(answer);
	if (!head || !part) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		head,
		here: `/pathways/${id}/our-part`,
		back: `/pathways/${id}/responsible`,
		part
	};
};
