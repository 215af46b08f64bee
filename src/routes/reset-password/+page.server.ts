import { fail, redirect } from '@sveltejs/kit';
import { resetForm } from '#features/accounts/account.schema.ts';
import { statusOf } from '#features/accounts/say-refusal.ts';
import { findReset, resetPassword } from '#features/accounts/server/reset-password.ts';
import { identity } from '#server/identity/identity.ts';
import { callerOf } from '#server/identity/sessions.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ url }) => {
	const token = url.searchParams.get('token') ?? '';
	return { token, isOpen: (await findReset(identity(), token)) !== undefined };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event.request, resetForm);
		if (!form.ok) return fail(422, { token: form.typed.token, problems: form.problems });
		const outcome = await resetPassword(identity(), callerOf(event), form.value);
		if (!outcome.ok)
			return fail(statusOf(outcome.reason), { token: form.value.token, refusal: outcome.reason });
		redirect(303, '/sign-in?reset=1');
	}
};
