import { error, redirect } from '@sveltejs/kit';
import { findPublicDirectory } from '#features/directory/server/public.queries.ts';
import { findOffers } from '#features/directory/server/search.queries.ts';
import { isBeyond, PAGE, readWanted, writeWanted } from '#features/directory/wanted.ts';
import type { PageServerLoad } from './$types';

/** The directory as anybody reads it, where the municipality has opened it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { wanted, page } = readWanted(url.searchParams);
	const { municipality } = params;
	const [[directory], [answer]] = await locals.readPublic(
		findPublicDirectory(municipality),
		findOffers(municipality, wanted, (page - 1) * PAGE, PAGE)
	);
	const found = answer?.found;
	if (!directory || !found) error(404);
	const here = `/offers/${municipality}`;
	if (isBeyond(page, found)) redirect(302, here + writeWanted(wanted));
	return {
		visitor: locals.visitor,
		here,
		name: directory.name,
		wanted,
		found: {
			...found,
			offers: found.offers.map(({ version, organisation, ...offer }) => offer)
		},
		next: page * PAGE < found.total ? here + writeWanted(wanted, page + 1) : null,
		first: page > 1 ? here + writeWanted(wanted) : null
	};
};
