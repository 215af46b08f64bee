import { error, fail, redirect } from '@sveltejs/kit';
import { ConfirmByLinkForm } from '#features/directory/offer.schema.ts';
import {
	confirmByLink,
	findOfferLink,
	readRemarks,
	readTicked
} from '#features/directory/server/link.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** To look is not to act: mail programs open links by themselves. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[link]] = await locals.readPublic(findOfferLink(params.asked, locals.today));
	if (!link) error(404);
	return { visitor: locals.visitor, link, isThanked: url.searchParams.get('thanks') === 'yes' };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, ConfirmByLinkForm);
		const { typed } = form;
		if (!form.ok) return fail(422, { typed, problems: form.problems });
		const { isAllRight, seen, right, about, wrong } = form.value;
		const remarks = readRemarks(about, wrong);
		// What something is wrong with is not right, whatever is ticked.
		const ticked = readTicked(isAllRight ? seen : right).filter(
			({ id }) => !remarks.some((each) => each.id === id)
		);
		if (ticked.length + remarks.length === 0)
			return fail(409, { typed, refusal: sayRefusal('no-offer-ticked') });
		const [[said]] = await locals.readPublic(
			confirmByLink(params.asked, locals.today, ticked, remarks)
		);
		if (said?.outcome === 'done') redirect(303, '?thanks=yes');
		return fail(409, {
			typed,
			refusal: sayRefusal(
				said?.outcome === 'changed' ? 'offer-changed-meanwhile' : 'light-link-gone'
			)
		});
	}
};
