import { error } from '@sveltejs/kit';
import {
	findLed,
	listDecided,
	listUndecided
} from '#features/pathways/server/tovholder.queries.ts';
import { record } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const id = params.collaboration;
	const [[collaboration], undecided, decided] = await locals.read(
		findLed(id),
		listUndecided(id),
		listDecided(id),
		record('allotments.read', id)
	);
	if (!collaboration) error(404);
	return { visitor: locals.visitor, today: locals.today, collaboration, undecided, decided };
};
