import { fail, redirect } from '@sveltejs/kit';
import { codeForm } from '#features/accounts/account.schema.ts';
import { statusOf } from '#features/accounts/say-refusal.ts';
import { listHats } from '#features/accounts/server/hats.queries.ts';
import { findAwaited, proveCode } from '#features/accounts/server/prove-code.ts';
import { unpackTyped } from '#features/accounts/typed-text.rules.ts';
import { ownPath, withReturn } from '#server/entrance.ts';
import { identity } from '#server/identity/identity.ts';
import { callerOf } from '#server/identity/sessions.ts';
import { installation } from '#server/installation.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
	const to = ownPath(event.url.searchParams.get('to'));
	// Whoever has given no password (any more) begins there; a form's answer is shown whatever happened.
	if (event.request.method === 'GET' && !(await findAwaited(identity(), callerOf(event))))
		redirect(303, withReturn('/sign-in', to));
	const [hats] = await event.locals.readPublic(listHats());
	const hasProvider = installation().settings.oidc !== undefined;
	return { visitor: event.locals.visitor, to, hats, hasProvider };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event.request, codeForm);
		const to = ownPath(form.typed.to);
		const kept = { to, typed: form.typed.typed };
		if (!form.ok) return fail(422, { ...kept, problems: form.problems });
		const outcome = await proveCode(identity(), callerOf(event), form.value.code);
		if (!outcome.ok) return fail(statusOf(outcome.reason), { ...kept, refusal: outcome.reason });
		if (unpackTyped(form.value.typed).length === 0) redirect(303, to);
		return { ...kept, isIn: true };
	}
};
