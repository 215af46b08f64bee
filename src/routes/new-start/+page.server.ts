import { fail, redirect } from '@sveltejs/kit';
import { newStartForm } from '#features/accounts/account.schema.ts';
import { refusalOf, statusOf } from '#features/accounts/say-refusal.ts';
import { beginAnew } from '#features/accounts/server/begin-anew.ts';
import { identity } from '#server/identity/identity.ts';
import { callerOf } from '#server/identity/sessions.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event.request, newStartForm);
		const { email, code } = form.typed;
		if (!form.ok) return fail(422, { email, code, problems: form.problems });
		const begun = await beginAnew(identity(), callerOf(event), form.value);
		if (!begun.ok) return fail(statusOf(begun.reason), { email, code, ...refusalOf(begun) });
		redirect(303, '/account/second-factor?new=1&to=/hats');
	}
};
