import { error, fail, redirect } from '@sveltejs/kit';
import { beginForm } from '#features/accounts/account.schema.ts';
import { statusOf } from '#features/accounts/say-refusal.ts';
import { becomeFirstAdministrator } from '#features/accounts/server/begin-installation.ts';
import { identity } from '#server/identity/identity.ts';
import { callerOf } from '#server/identity/sessions.ts';
import { installation } from '#server/installation.ts';
import { readForm } from '#server/read-form.ts';
import { loadExample } from '../../../db/example/load.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, request }) => {
	const { begun } = await locals.installation(true);
	// Of two who began at once, the second still reads why on this page.
	if (begun && request.method === 'GET') error(404);
	return {};
};

export const actions: Actions = {
	begin: async (event) => {
		const form = await readForm(event.request, beginForm);
		const { name, email } = form.typed;
		if (!form.ok) return fail(422, { name, email, problems: form.problems });
		const outcome = await becomeFirstAdministrator(identity(), callerOf(event), form.value);
		if (!outcome.ok)
			return fail(statusOf(outcome.reason), { name, email, refusal: outcome.reason });
		await event.locals.installation(true);
		// Administration asks for a second factor, and there is none yet.
		redirect(303, '/account/second-factor?new=1&to=/administration');
	},

	look: async ({ locals }) => {
		if ((await locals.installation(true)).begun)
			return fail(409, { name: '', email: '', refusal: 'already-begun' as const });
		const isLoaded = await loadExample(installation().database);
		await locals.installation(true);
		if (!isLoaded) return fail(409, { name: '', email: '', refusal: 'already-begun' as const });
		redirect(303, '/sign-in');
	}
};
