import { error } from '@sveltejs/kit';
import {
	findPublicDirectory,
	listPublicOffers
} from '#features/directory/server/public.queries.ts';
import type { PageServerLoad } from './$types';

/** Every offer as one link, by its first theme: to be copied into a site, printed, or read by a machine. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const [[directory], offers] = await locals.readPublic(
		findPublicDirectory(params.municipality),
		listPublicOffers(params.municipality)
	);
	if (!directory) error(404);
	return {
		visitor: locals.visitor,
		here: `/offers/${params.municipality}`,
		name: directory.name,
		offers: offers.map(({ id, name, provider, area, themes }) => ({
			id,
			name,
			provider,
			area,
			themes
		}))
	};
};
