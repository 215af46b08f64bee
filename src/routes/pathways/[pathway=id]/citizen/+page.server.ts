import { error, fail, redirect } from '@sveltejs/kit';
import { InviteForm, UntieForm } from '#features/citizens/citizen.schema.ts';
import { inviteCitizen } from '#features/citizens/server/invite-citizen.ts';
import {
	findCitizenAccount,
	findCitizenToInvite,
	findOpenCode,
	findOpenInvitation
} from '#features/citizens/server/invitation.queries.ts';
import { makeCitizenCode } from '#features/citizens/server/make-citizen-code.ts';
import { untieCitizen } from '#features/citizens/server/untie-citizen.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { identity } from '#server/identity/identity.ts';
import { drawQR } from '#server/identity/qr.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { signInNameOf } from '#values/sign-in-name.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[citizen], [account]] = await locals.read(
		findCitizenToInvite(params.pathway),
		findCitizenAccount(params.pathway),
		recordFound(
			'pathway.read',
			params.pathway,
			null,
			having(findCitizenToInvite(params.pathway), 'isTovholder')
		)
	);
	if (!citizen?.isTovholder) error(404);
	const [[open], [code]] = await locals.read(
		findOpenInvitation(citizen.citizen),
		findOpenCode(params.pathway)
	);
	return {
		visitor: locals.visitor,
		back: `/pathways/${params.pathway}`,
		number: citizen.number,
		name: citizen.name,
		isOfChild: citizen.isOfChild,
		invitation: crypto.randomUUID(),
		account: account ?? null,
		/** The name they sign in with who have no mailbox. */
		signInName: account ? signInNameOf(account.email) : null,
		codeUntil: code?.until ?? null,
		open: open ?? null,
		mailKept: (await locals.installation()).mailKept,
		done: (['sent', 'untied', 'details'] as const).find(
			(step) => url.searchParams.get('done') === step
		)
	};
};

export const actions: Actions = {
	invite: async ({ locals, params, request, url }) => {
		const form = await readForm(request, InviteForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { invitation: id, email, byMail } = form.value;
		// Where no mail leaves, the link can only be handed over.
		const sends = byMail && !(await locals.installation()).mailKept;
		const invited = await locals.transact((acting) =>
			inviteCitizen(acting, params.pathway, { id, email, byMail: sends })
		);
		if (invited.ok && invited.value === null) redirect(303, '?done=sent');
		// Answered in place and not by another page: the link is kept nowhere and shown once.
		if (invited.ok) return { link: url.origin + invited.value };
		if (invited.reason === 'not-there') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(invited.reason) });
	},

	/** Answered in place: the code is kept nowhere and shown once. */
	code: async ({ locals, params, url }) => {
		const { secret } = identity();
		const made = await locals.transact((acting) => makeCitizenCode(acting, params.pathway, secret));
		if (made.ok) {
			const address = `${url.origin}/code?code=${made.value}`;
			return { code: made.value, at: `${url.host}/code`, drawing: drawQR(address) };
		}
		if (made.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(made.reason) });
	},

	untie: async ({ locals, params, request }) => {
		const form = await readForm(request, UntieForm);
		if (!form.ok) error(404);
		const untied = await locals.transact((acting) =>
			untieCitizen(acting, params.pathway, form.value.account)
		);
		if (untied.ok) redirect(303, '?done=untied');
		if (untied.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(untied.reason) });
	}
};
