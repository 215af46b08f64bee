import { error } from '@sveltejs/kit';
import {
	findPublicDirectory,
	listPublicOffers
} from '#features/directory/server/public.queries.ts';
import type { PageServerLoad } from './$types';

/** Offers on one page; where there are more it says so. */
const MOST_LISTED = 5000;

/** Every offer as one link, by its first theme: to be copied into a site, printed, or read by a machine. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const [[directory], offers] = await locals.readPublic(
		findPublicDirectory(params.municipality),
		listPublicOffers(params.municipality, MOST_LISTED)
	);
	if (!directory) error(404);
	return {
		visitor: locals.visitor,
		here: `/offers/${params.municipality}`,
		name: directory.name,
		isMore: offers.length > MOST_LISTED,
		offers: offers.slice(0, MOST_LISTED).map(({ id, name, provider, area, themes }) => ({
			id,
			name,
			provider,
			area,
			themes
		}))
	};
};
