import { error, redirect } from '@sveltejs/kit';
import { findOffers } from '#features/directory/server/search.queries.ts';
import { isBeyond, PAGE, readWanted, writeWanted } from '#features/directory/wanted.ts';
import { listPartners } from '#features/pathways/server/partner.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

/** whoever holds the threads picks an offer for this citizen. What is looked for is kept nowhere. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { wanted, page } = readWanted(url.searchParams);
	const [[head], [answer], partners] = await locals.read(
		findHead(params.pathway),
		findOffers(null, wanted, (page - 1) * PAGE, PAGE),
		listPartners(params.pathway),
		recordFound(
			'partners.read',
			params.pathway,
			null,
			having(findHead(params.pathway), 'isHeld'),
			having(findHead(params.pathway), 'isOpen')
		)
	);
	const found = answer?.found;
	if (!head?.isHeld || !head.isOpen || !found) error(404);
	const here = `/pathways/${params.pathway}/offers`;
	if (isBeyond(page, found)) redirect(302, here + writeWanted(wanted));
	return {
		visitor: locals.visitor,
		head,
		here,
		wanted,
		found,
		/** Who keeps one of these offers and is thought of already: they are asked where they stand. */
		partners: partners
			.filter(({ organisation }) =>
				found.offers.some((offer) => offer.organisation === organisation)
			)
			.map(({ id, organisation, name, state }) => ({ id, organisation, name, state })),
		next: page * PAGE < found.total ? here + writeWanted(wanted, page + 1) : null,
		first: page > 1 ? here + writeWanted(wanted) : null
	};
};
