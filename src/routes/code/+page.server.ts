import { fail } from '@sveltejs/kit';
import { comeInForm } from '#features/accounts/account.schema.ts';
import { refusalOf, statusOf } from '#features/accounts/say-refusal.ts';
import { comeIn } from '#features/accounts/server/come-in.ts';
import { identity } from '#server/identity/identity.ts';
import { callerOf } from '#server/identity/sessions.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	await locals.readPublic();
	setHeaders({ 'cache-control': 'no-store' });
	// The drawing that a telephone is pointed at brings the code along.
	return { visitor: locals.visitor, code: (url.searchParams.get('code') ?? '').slice(0, 40) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event.request, comeInForm);
		const { code } = form.typed;
		if (!form.ok) return fail(422, { code, problems: form.problems });
		const came = await comeIn(identity(), callerOf(event), form.value);
		if (!came.ok) return fail(statusOf(came.reason), { code, ...refusalOf(came) });
		// Answered in place: the name is what they write down now.
		return { signInName: came.value };
	}
};
