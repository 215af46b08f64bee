import { fail } from '@sveltejs/kit';
import { forgotForm } from '#features/accounts/account.schema.ts';
import { statusOf } from '#features/accounts/say-refusal.ts';
import { askForReset } from '#features/accounts/server/reset-password.ts';
import { identity } from '#server/identity/identity.ts';
import { callerOf } from '#server/identity/sessions.ts';
import { readForm } from '#server/read-form.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = ({ url }) => ({ isSent: url.searchParams.has('sent') });

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event.request, forgotForm);
		if (!form.ok) return fail(422, { email: form.typed.email, problems: form.problems });
		const outcome = await askForReset(identity(), callerOf(event), form.value.email);
		if (!outcome.ok)
			return fail(statusOf(outcome.reason), { email: form.value.email, refusal: outcome.reason });
		redirect(303, '/forgot-password?sent=1');
	}
};
