import { error, redirect } from '@sveltejs/kit';
import { hatForm } from '#features/accounts/account.schema.ts';
import { readHat } from '#features/accounts/hat.rules.ts';
import { listHats } from '#features/accounts/server/hats.queries.ts';
import { findMyNewStart } from '#features/accounts/server/new-start.queries.ts';
import { putOn } from '#features/accounts/server/put-on-hat.ts';
import { ownPath } from '#server/entrance.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [hats, [start]] = await locals.read(listHats(), findMyNewStart());
	// Whoever has begun anew wears no hat until somebody has confirmed who it was.
	const waits = start && start.state !== 'open' ? start : null;
	return {
		visitor: locals.visitor,
		hats: waits ? [] : hats,
		waits,
		to: ownPath(url.searchParams.get('to'))
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(request, hatForm);
		const wanted = readHat(form.typed.hat);
		if (!form.ok || !wanted) error(404);
		const worn = await locals.transact((acting) => putOn(acting, wanted));
		if (!worn) error(404);
		redirect(303, ownPath(form.value.to));
	}
};
