import { error, fail, redirect } from '@sveltejs/kit';
import { joinForm } from '#features/accounts/account.schema.ts';
import { refusalOf, statusOf } from '#features/accounts/say-refusal.ts';
import {
	findInvitation,
	joinAsKnown,
	joinAsNew
} from '#features/accounts/server/take-invitation.ts';
import { identity } from '#server/identity/identity.ts';
import { findAccount } from '#server/identity/people.ts';
import { callerOf } from '#server/identity/sessions.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { locals, params } = event;
	await locals.readPublic();
	const found = await findInvitation(identity(), callerOf(event), params.token);
	if (!found.ok) error(429);
	if (!found.value) error(404);
	const account = locals.token ? await findAccount(identity(), locals.token) : undefined;
	return {
		visitor: locals.visitor,
		invitation: found.value,
		isInvited: account?.email === found.value.email
	};
};

export const actions: Actions = {
	join: async (event) => {
		const { locals, params } = event;
		const form = await readForm(event.request, joinForm);
		if (!form.ok) return fail(422, { name: form.typed.name, problems: form.problems });
		const asked = { ...form.value, token: params.token, today: locals.today };
		const outcome = await joinAsNew(identity(), callerOf(event), asked);
		if (!outcome.ok)
			return fail(statusOf(outcome.reason), { name: form.value.name, ...refusalOf(outcome) });
		redirect(303, '/account/second-factor?new=1');
	},

	accept: async (event) => {
		const { locals, params } = event;
		const asked = { token: params.token, session: locals.token ?? '', today: locals.today };
		const outcome = await joinAsKnown(identity(), callerOf(event), asked);
		if (!outcome.ok) return fail(statusOf(outcome.reason), refusalOf(outcome));
		redirect(303, '/hats');
	}
};
