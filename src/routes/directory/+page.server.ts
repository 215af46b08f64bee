import { error, redirect } from '@sveltejs/kit';
import { findDirectory } from '#features/directory/server/directory.queries.ts';
import { listKeepers } from '#features/directory/server/offer.queries.ts';
import { findOffers } from '#features/directory/server/search.queries.ts';
import { isBeyond, PAGE, readWanted, writeWanted } from '#features/directory/wanted.ts';
import type { PageServerLoad } from './$types';

/** everybody on the staff side, from the front page and without asking. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { wanted, page } = readWanted(url.searchParams);
	const [[answer], [directory], keepers] = await locals.read(
		findOffers(null, wanted, (page - 1) * PAGE, PAGE),
		findDirectory(),
		listKeepers()
	);
	const found = answer?.found;
	if (!found || !directory) error(404);
	if (isBeyond(page, found)) redirect(302, `/directory${writeWanted(wanted)}`);
	const { isLed, isPublic } = directory;
	return {
		visitor: locals.visitor,
		wanted,
		found,
		isLed,
		publicHref: isPublic ? `/offers/${locals.visitor?.tenant}` : null,
		mayWrite: keepers.length > 0,
		next: page * PAGE < found.total ? `/directory${writeWanted(wanted, page + 1)}` : null,
		first: page > 1 ? `/directory${writeWanted(wanted)}` : null
	};
};
