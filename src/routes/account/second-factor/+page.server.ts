import { fail, redirect } from '@sveltejs/kit';
import { codeForm, confirmAppForm, passwordForm } from '#features/accounts/account.schema.ts';
import { statusOf } from '#features/accounts/say-refusal.ts';
import { beginApp, confirmApp, removeApp, showSetup } from '#features/accounts/server/keep-app.ts';
import { proveCode } from '#features/accounts/server/prove-code.ts';
import { ownPath } from '#server/entrance.ts';
import { identity } from '#server/identity/identity.ts';
import { findAccount } from '#server/identity/people.ts';
import { callerOf } from '#server/identity/sessions.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	await locals.read();
	return {
		visitor: locals.visitor,
		account: await findAccount(identity(), locals.token!),
		to: ownPath(url.searchParams.get('to')),
		isNew: url.searchParams.has('new')
	};
};

/** The session that posts and how strong it is; an ended one is met here. */
async function ownSession(locals: App.Locals) {
	await locals.read();
	return { token: locals.token!, isStrong: locals.visitor!.strong };
}

export const actions: Actions = {
	begin: async (event) => {
		const own = await ownSession(event.locals);
		const form = await readForm(event.request, passwordForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const outcome = await beginApp(identity(), callerOf(event), own, form.value.password);
		if (!outcome.ok) return fail(statusOf(outcome.reason), { refusal: outcome.reason });
		return { setup: outcome.value };
	},

	confirm: async (event) => {
		const own = await ownSession(event.locals);
		const form = await readForm(event.request, confirmAppForm);
		const setup = showSetup(form.typed.address);
		if (!form.ok) return fail(422, { setup, problems: form.problems });
		const outcome = await confirmApp(identity(), callerOf(event), own, form.value.code);
		if (!outcome.ok) return fail(statusOf(outcome.reason), { setup, refusal: outcome.reason });
		return { backupCodes: outcome.value };
	},

	prove: async (event) => {
		const { token } = await ownSession(event.locals);
		const form = await readForm(event.request, codeForm);
		const to = ownPath(form.typed.to);
		if (!form.ok) return fail(422, { to, problems: form.problems });
		const outcome = await proveCode(identity(), callerOf(event), form.value.code, token);
		if (!outcome.ok) return fail(statusOf(outcome.reason), { to, refusal: outcome.reason });
		redirect(303, to);
	},

	remove: async (event) => {
		const own = await ownSession(event.locals);
		const form = await readForm(event.request, passwordForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const outcome = await removeApp(identity(), callerOf(event), own, form.value.password);
		if (!outcome.ok) return fail(statusOf(outcome.reason), { refusal: outcome.reason });
		redirect(303, '/account');
	}
};
