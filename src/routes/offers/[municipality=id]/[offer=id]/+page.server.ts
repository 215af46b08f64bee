import { error } from '@sveltejs/kit';
import { findPublicDirectory, findPublicOffer } from '#features/directory/server/public.queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[directory], [offer]] = await locals.readPublic(
		findPublicDirectory(params.municipality),
		findPublicOffer(params.municipality, params.offer)
	);
	if (!directory || !offer) error(404);
	const { at, organisation, municipality, ...shown } = offer;
	return {
		visitor: locals.visitor,
		name: directory.name,
		here: `/offers/${params.municipality}`,
		offer: shown
	};
};
