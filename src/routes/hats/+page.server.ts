import { error, fail, redirect } from '@sveltejs/kit';
import { hatForm } from '#features/accounts/account.schema.ts';
import { readHat } from '#features/accounts/hat.rules.ts';
import { listHats } from '#features/accounts/server/hats.queries.ts';
import { putOn } from '#features/accounts/server/put-on-hat.ts';
import { ownPath } from '#server/entrance.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [hats] = await locals.read(listHats());
	return { visitor: locals.visitor, hats, to: ownPath(url.searchParams.get('to')) };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(request, hatForm);
		const wanted = readHat(form.typed.hat);
		if (!form.ok || !wanted) return fail(422, {});
		const worn = await locals.transact((acting) => putOn(acting, wanted));
		if (!worn) error(404);
		redirect(303, ownPath(form.value.to));
	}
};
