import { fail, redirect } from '@sveltejs/kit';
import {
	afterwardsForm,
	demoForm,
	keptForm,
	sendAsForm,
	signInForm
} from '#features/accounts/account.schema.ts';
import { isRefusal, refusalOf, statusOf } from '#features/accounts/say-refusal.ts';
import {
	listDemoPeople,
	signInAsDemoPerson
} from '#features/accounts/server/begin-installation.ts';
import { readHat } from '#features/accounts/hat.rules.ts';
import { listHats } from '#features/accounts/server/hats.queries.ts';
import { putOn } from '#features/accounts/server/put-on-hat.ts';
import { signIn } from '#features/accounts/server/sign-in.ts';
import { unpackTyped } from '#features/accounts/typed-text.rules.ts';
import { getLocale } from '#messages/runtime.js';
import { ownPath, withReturn } from '#server/entrance.ts';
import { identity } from '#server/identity/identity.ts';
import { callerOf } from '#server/identity/sessions.ts';
import { installation } from '#server/installation.ts';
import { readForm } from '#server/read-form.ts';
import { refused } from '#values/outcome.ts';
import type { Actions, PageServerLoad } from './$types';

/** A passkey brings its own small script; nothing else here needs one. */
export const csr = false;

export const load: PageServerLoad = async ({ url, locals }) => {
	const refusal = url.searchParams.get('refused');
	const { demo } = await locals.installation();
	const [hats] = await locals.readPublic(listHats());
	return {
		visitor: locals.visitor,
		hats,
		to: ownPath(url.searchParams.get('to')),
		isOut: url.searchParams.has('out'),
		/** Signed in through the provider in this window, for a text that waits in another. */
		isIn: url.searchParams.has('in') && locals.visitor !== null,
		isReset: url.searchParams.has('reset'),
		refusal: isRefusal(refusal) ? refusal : undefined,
		hasProvider: installation().settings.oidc !== undefined,
		people: demo ? await listDemoPeople(identity(), getLocale()) : []
	};
};

export const actions: Actions = {
	password: async (event) => {
		const form = await readForm(event.request, signInForm);
		const to = ownPath(form.typed.to);
		const kept = { to, typed: form.typed.typed, email: form.typed.email };
		if (!form.ok) return fail(422, { ...kept, problems: form.problems });
		const outcome = await signIn(identity(), callerOf(event), form.value);
		if (!outcome.ok) return fail(statusOf(outcome.reason), { ...kept, ...refusalOf(outcome) });
		// What was typed would be lost by a redirect, so the next step is this form's own answer.
		if (unpackTyped(form.value.typed).length > 0)
			return {
				to,
				typed: form.value.typed,
				step: outcome.value === 'in' ? 'send' : 'code'
			} as const;
		redirect(303, outcome.value === 'in' ? to : withReturn('/sign-in/second-factor', to));
	},

	/** Goes on after signing in beside the form, by a passkey or in another window: to what waits, or to the page. */
	continue: async ({ request, locals }) => {
		const form = await readForm(request, afterwardsForm);
		const to = ownPath(form.typed.to);
		await locals.readPublic();
		if (!locals.visitor) return fail(401, { to, typed: form.typed.typed });
		if (unpackTyped(form.typed.typed).length === 0) redirect(303, to);
		return { to, typed: form.typed.typed, step: 'send' } as const;
	},

	/** Puts on the hat with which what waits is to be sent. */
	as: async ({ request, locals }) => {
		const form = await readForm(request, sendAsForm);
		const waiting = { to: ownPath(form.typed.to), typed: form.typed.typed };
		const wanted = readHat(form.typed.hat);
		await locals.readPublic();
		if (!locals.visitor) return fail(401, waiting);
		if (wanted) await locals.transact((acting) => putOn(acting, wanted));
		return { ...waiting, step: 'send' } as const;
	},

	/** A form met no session or a step before it: asked by hooks.server.ts, which shows this page in its place. */
	again: async ({ request, isSubRequest }) => {
		const form = await readForm(request, keptForm);
		const kept = { to: ownPath(form.typed.to), typed: form.typed.typed };
		const step = form.ok ? form.value.step : '/sign-in';
		return fail(isSubRequest ? 401 : 422, {
			...kept,
			...(step !== '/sign-in' && ({ step: 'first', first: step } as const))
		});
	},

	demo: async (event) => {
		const form = await readForm(event.request, demoForm);
		const { typed } = form.typed;
		const to = ownPath(form.typed.to);
		const outcome = form.ok
			? await signInAsDemoPerson(identity(), callerOf(event), form.value.id)
			: refused('not-there');
		if (!outcome.ok) return fail(409, { to, typed, refusal: outcome.reason });
		if (unpackTyped(typed).length === 0) redirect(303, to);
		return { to, typed, step: 'send' } as const;
	}
};
