import { error, fail, redirect } from '@sveltejs/kit';
import { confirmationForm } from '#features/accounts/account.schema.ts';
import { confirmNewStart } from '#features/accounts/server/confirm-new-start.ts';
import { listNewStarts } from '#features/accounts/server/new-start.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [starts] = await locals.read(listNewStarts());
	if (locals.visitor?.hat === 'self') error(404);
	const done = url.searchParams.get('done');
	return {
		visitor: locals.visitor,
		done: done === 'yes' || done === 'no' ? done : null,
		starts
	};
};

export const actions: Actions = {
	decide: async ({ locals, request }) => {
		const form = await readForm(request, confirmationForm);
		if (!form.ok) error(404);
		const { id, was } = form.value;
		const said = await locals.transact((acting) => confirmNewStart(acting, id, was === 'yes'));
		if (said.ok) redirect(303, `/confirmations?done=${was}`);
		if (said.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(said.reason), proves: said.reason === 'prove-first' });
	}
};
