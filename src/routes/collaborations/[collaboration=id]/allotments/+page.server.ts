import { error } from '@sveltejs/kit';
import {
	findLed,
	listDecided,
	listUndecided,
	PAGE_OF_DECIDED
} from '#features/pathways/server/tovholder.queries.ts';
import { record } from '#server/audit.queries.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = params.collaboration;
	const after = readCursor(url.searchParams.get('after'));
	const [[collaboration], undecided, decided] = await locals.read(
		findLed(id),
		listUndecided(id),
		listDecided(id, after),
		record('allotments.read', id)
	);
	if (!collaboration) error(404);
	const { rows, next } = pageOf(decided, PAGE_OF_DECIDED);
	const here = `/collaborations/${id}/allotments`;
	return {
		visitor: locals.visitor,
		today: locals.today,
		collaboration,
		undecided,
		decided: rows,
		next: next && `${here}?after=${encodeURIComponent(next)}`,
		first: after && here
	};
};
