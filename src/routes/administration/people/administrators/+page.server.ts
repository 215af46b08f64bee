import { error, fail, redirect } from '@sveltejs/kit';
import { AdministratorChoice } from '#features/organisations/membership.schema.ts';
import { listAdministrators } from '#features/organisations/server/administrator.queries.ts';
import { removeAdministrator } from '#features/organisations/server/keep-administrators.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { onlyAdministrators } from '../../only-administrators.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [administrators] = await locals.read(listAdministrators());
	onlyAdministrators(locals.visitor);
	return {
		visitor: locals.visitor,
		administrators,
		done: url.searchParams.get('done') === 'removed'
	};
};

export const actions: Actions = {
	remove: async ({ locals, request }) => {
		const form = await readForm(request, AdministratorChoice);
		if (!form.ok) error(404, 'not found');
		const { person } = form.value;
		const removed = await locals.transact((acting) => {
			onlyAdministrators(acting.visitor);
			return removeAdministrator(acting, person);
		});
		// Whoever removed themselves has another hat to put on.
		if (removed.ok) redirect(303, person === locals.visitor?.person ? '/hats' : '?done=removed');
		if (removed.reason === 'not-administrator') error(404, 'not found');
		return fail(409, { refusal: sayRefusal(removed.reason) });
	}
};
