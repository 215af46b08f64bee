import { error, fail, redirect } from '@sveltejs/kit';
import { KEPT_PAGE, readKeptList, SHOWN, writeKeptList } from '#features/directory/kept-list.ts';
import { dueOn } from '#features/directory/offer.rules.ts';
import { ConfirmOfferForm } from '#features/directory/offer.schema.ts';
import { findDirectory } from '#features/directory/server/directory.queries.ts';
import { confirmOffer } from '#features/directory/server/keep-offer.ts';
import { countKeptOffers, listKeptOffers } from '#features/directory/server/kept-offers.queries.ts';
import { listKeepers } from '#features/directory/server/offer.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { addDays } from '#values/day.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const list = readKeptList(url.searchParams);
	const { page } = list;
	const [offers, [counts], [directory], keepers] = await locals.read(
		listKeptOffers(list, (page - 1) * KEPT_PAGE, KEPT_PAGE),
		countKeptOffers(list.isAll),
		findDirectory(),
		listKeepers()
	);
	if (keepers.length === 0 || !directory || !counts) error(404);
	const here = (change: Partial<typeof list>) =>
		`/directory/mine${writeKeptList({ ...list, page: 1, ...change })}`;
	return {
		visitor: locals.visitor,
		offers: offers.map((offer) => {
			const due = dueOn(offer.confirmedOn, directory);
			return { ...offer, due, hiddenAfter: addDays(due, directory.hiddenAfterDays) };
		}),
		isAll: list.isAll && directory.isLed,
		/** R-098: whoever leads reads how fresh those of everybody are. */
		whose: directory.isLed
			? [false, true].map((isAll) => ({
					isAll,
					href: here({ isAll }),
					current: isAll === list.isAll
				}))
			: [],
		shown: SHOWN.filter((show) => show === 'all' || show === list.show || counts[show] > 0).map(
			(show) => ({ show, href: here({ show }), count: counts[show], current: show === list.show })
		),
		next: page * KEPT_PAGE < counts[list.show] ? here({ page: page + 1 }) : null,
		first: page > 1 ? here({}) : null,
		/** Where a form is sent, so that it leads back to the same list. */
		action: `${writeKeptList(list) || '?'}&/confirm`,
		isDone: url.searchParams.get('done') === 'yes'
	};
};

export const actions: Actions = {
	confirm: async ({ locals, request, url }) => {
		const form = await readForm(request, ConfirmOfferForm);
		if (!form.ok) error(404);
		const { offer, version } = form.value;
		const confirmed = await locals.transact((acting) => confirmOffer(acting, offer, version));
		const back = writeKeptList(readKeptList(url.searchParams));
		if (confirmed.ok) redirect(303, `/directory/mine${back ? `${back}&` : '?'}done=yes`);
		if (confirmed.reason === 'not-there') error(404);
		if (confirmed.reason === 'stale')
			return fail(409, { refusal: sayRefusal('offer-changed-meanwhile') });
		return fail(409, { refusal: sayRefusal(confirmed.reason) });
	}
};
