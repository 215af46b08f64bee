import { error, fail, redirect } from '@sveltejs/kit';
import { mayKeep } from '#features/directory/offer.rules.ts';
import { ChangeOfferForm } from '#features/directory/offer.schema.ts';
import { conflictOfOffer, offerShownAt } from '#features/directory/offer-conflict.ts';
import { changeOffer } from '#features/directory/server/keep-offer.ts';
import { findOffer, listKeepers } from '#features/directory/server/offer.queries.ts';
import { asTyped } from '#features/directory/typed-offer.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[offer], keepers] = await locals.read(findOffer(params.offer), listKeepers());
	if (!offer) error(404);
	const keeper = {
		organisation: locals.visitor?.organisation ?? null,
		isProjectLeader: keepers.some(({ isProjectLeader }) => isProjectLeader)
	};
	if (!mayKeep(keeper, offer.organisation)) error(404);
	const { id, name, themes } = offer;
	const version = offerShownAt(offer);
	return { visitor: locals.visitor, offer: { id, name, version, themes }, said: asTyped(offer) };
};

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		const form = await readForm(request, ChangeOfferForm);
		const { typed } = form;
		if (!form.ok) return fail(422, { typed, problems: form.problems });
		const { version, ...written } = form.value;
		const saved = await locals.transact((acting) =>
			changeOffer(acting, params.offer, version, written)
		);
		if (saved.ok) redirect(303, `/directory/${params.offer}?done=yes`);
		if (saved.reason === 'not-there' || saved.reason === 'offer-not-yours') error(404);
		if (saved.reason !== 'stale')
			return fail(422, { typed, problems: { placesFree: [sayRefusal(saved.reason)] } });
		return fail(409, { typed, conflict: conflictOfOffer(saved.saved, typed) });
	}
};
