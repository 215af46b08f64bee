import { error, fail, redirect } from '@sveltejs/kit';
import { ConfirmOfferForm, WithdrawOfferForm } from '#features/directory/offer.schema.ts';
import { mayKeep } from '#features/directory/offer.rules.ts';
import { confirmOffer, withdrawOffer } from '#features/directory/server/keep-offer.ts';
import { listRemarks } from '#features/directory/server/link.queries.ts';
import { findOffer, listKeepers } from '#features/directory/server/offer.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[offer], keepers, remarks] = await locals.read(
		findOffer(params.offer),
		listKeepers(),
		listRemarks(params.offer)
	);
	if (!offer) error(404);
	const keeper = {
		organisation: locals.visitor?.organisation ?? null,
		isProjectLeader: keepers.some(({ isProjectLeader }) => isProjectLeader)
	};
	const isMine = mayKeep(keeper, offer.organisation);
	const { keeperEmail, ...shown } = offer;
	return {
		visitor: locals.visitor,
		offer: shown,
		keeperEmail: isMine ? keeperEmail : '',
		isMine,
		remarks,
		isDone: url.searchParams.get('done') === 'yes'
	};
};

export const actions: Actions = {
	confirm: async ({ locals, params, request }) => {
		const form = await readForm(request, ConfirmOfferForm);
		if (!form.ok) error(404);
		const confirmed = await locals.transact((acting) =>
			confirmOffer(acting, params.offer, form.value.version)
		);
		if (confirmed.ok) redirect(303, `/directory/${params.offer}?done=yes`);
		if (confirmed.reason === 'not-there') error(404);
		if (confirmed.reason === 'stale')
			return fail(409, { refusal: sayRefusal('offer-changed-meanwhile') });
		return fail(409, { refusal: sayRefusal(confirmed.reason) });
	},
	withdraw: async ({ locals, params, request }) => {
		const form = await readForm(request, WithdrawOfferForm);
		if (!form.ok) error(404);
		const { version, isWithdrawn } = form.value;
		const withdrawn = await locals.transact((acting) =>
			withdrawOffer(acting, params.offer, version, isWithdrawn)
		);
		if (withdrawn.ok) redirect(303, `/directory/${params.offer}?done=yes`);
		if (withdrawn.reason === 'not-there') error(404);
		if (withdrawn.reason === 'stale')
			return fail(409, { refusal: sayRefusal('offer-changed-meanwhile') });
		return fail(409, { refusal: sayRefusal(withdrawn.reason) });
	}
};
