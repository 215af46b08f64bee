import { error, fail, redirect } from '@sveltejs/kit';
import { findOffers } from '#features/directory/server/search.queries.ts';
import { isBeyond, PAGE, readWanted, writeWanted } from '#features/directory/wanted.ts';
import { listPartners } from '#features/pathways/server/partner.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { ChooseForm, DropForm } from '#features/possible-offers/possible.schema.ts';
import { chooseOffer, dropOffer } from '#features/possible-offers/server/keep-possible.ts';
import { listPossible } from '#features/possible-offers/server/possible.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** whoever holds the threads picks an offer for this citizen. What is looked for is kept nowhere. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { wanted, page } = readWanted(url.searchParams);
	const [[head], [answer], partners, possible] = await locals.read(
		findHead(params.pathway),
		findOffers(null, wanted, (page - 1) * PAGE, PAGE),
		listPartners(params.pathway),
		listPossible(params.pathway),
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
		done: (['chosen', 'dropped'] as const).find((each) => each === url.searchParams.get('done')),
		/** those that stand on the citizen's page. */
		possible,
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

export const actions: Actions = {
	/** it stands on the citizen's page, and nobody is asked. */
	choose: async ({ locals, params, request }) => {
		const form = await readForm(request, ChooseForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { offer, why } = form.value;
		const chosen = await locals.transact((acting) =>
			chooseOffer(acting, params.pathway, offer, why)
		);
		if (chosen.ok) redirect(303, `/pathways/${params.pathway}/offers?done=chosen`);
		if (chosen.reason === 'not-there') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(chosen.reason) });
	},
	drop: async ({ locals, params, request }) => {
		const form = await readForm(request, DropForm);
		if (!form.ok) error(404);
		const dropped = await locals.transact((acting) =>
			dropOffer(acting, params.pathway, form.value.offer)
		);
		if (dropped.ok) redirect(303, `/pathways/${params.pathway}/offers?done=dropped`);
		if (dropped.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(dropped.reason) });
	}
};
