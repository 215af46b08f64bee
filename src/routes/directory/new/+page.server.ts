import { error, fail, redirect } from '@sveltejs/kit';
import { AddOfferForm } from '#features/directory/offer.schema.ts';
import { OFFER_LABELS } from '#features/directory/offer-labels.ts';
import { addOffer } from '#features/directory/server/keep-offer.ts';
import { listKeepers } from '#features/directory/server/offer.queries.ts';
import { readForm, type Problems } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [keepers] = await locals.read(listKeepers());
	if (keepers.length === 0) error(404);
	return {
		visitor: locals.visitor,
		keepers: keepers.map(({ id, name }) => ({ value: id, label: name })),
		newId: crypto.randomUUID()
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await readForm(request, AddOfferForm);
		const { typed } = form;
		if (!form.ok) return fail(422, { typed, problems: form.problems });
		const { offer, organisation, ...written } = form.value;
		const added = await locals.transact((acting) => addOffer(acting, offer, organisation, written));
		if (added.ok) redirect(303, `/directory/${offer}?done=yes`);
		if (added.reason === 'not-there') error(404);
		if (added.reason === 'sent-before')
			return fail(409, {
				typed: { ...typed, offer: crypto.randomUUID() as string },
				sentBefore: saySaved(added.saved, OFFER_LABELS)
			});
		if (added.reason === 'more-free-than-places') {
			const problems: Problems<typeof AddOfferForm> = { placesFree: [sayRefusal(added.reason)] };
			return fail(422, { typed, problems });
		}
		return fail(409, { typed, refusal: sayRefusal(added.reason) });
	}
};
