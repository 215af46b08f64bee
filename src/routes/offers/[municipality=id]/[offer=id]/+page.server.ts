import { error } from '@sveltejs/kit';
import { findPublicDirectory, findPublicOffer } from '#features/directory/server/public.queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[directory], [offer]] = await locals.readPublic(
		findPublicDirectory(params.municipality),
		findPublicOffer(params.municipality, params.offer)
	);
	if (!directory) error(404);
	const here = `/offers/${params.municipality}`;
	if (!offer) error(404, { message: 'Not Found', directory: { name: directory.name, href: here } });
	const { at, organisation, municipality, ...shown } = offer;
	return {
		visitor: locals.visitor,
		name: directory.name,
		here,
		offer: shown
	};
};
