import { error, fail, redirect } from '@sveltejs/kit';
import { ConfirmOfferForm } from '#features/directory/offer.schema.ts';
import { confirmOffer } from '#features/directory/server/keep-offer.ts';
import { listKeepers, listOwnOffers } from '#features/directory/server/offer.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [offers, keepers] = await locals.read(listOwnOffers(), listKeepers());
	if (keepers.length === 0) error(404);
	return { visitor: locals.visitor, offers, isDone: url.searchParams.get('done') === 'yes' };
};

export const actions: Actions = {
	confirm: async ({ locals, request }) => {
		const form = await readForm(request, ConfirmOfferForm);
		if (!form.ok) error(404);
		const { offer, version } = form.value;
		const confirmed = await locals.transact((acting) => confirmOffer(acting, offer, version));
		if (confirmed.ok) redirect(303, '/directory/mine?done=yes');
		if (confirmed.reason === 'not-there') error(404);
		if (confirmed.reason === 'stale')
			return fail(409, { refusal: sayRefusal('offer-changed-meanwhile') });
		return fail(409, { refusal: sayRefusal(confirmed.reason) });
	}
};
