import { error, fail } from '@sveltejs/kit';
import { InviteForm } from '#features/citizens/citizen.schema.ts';
import { inviteCitizen } from '#features/citizens/server/invite-citizen.ts';
import {
	findCitizenToInvite,
	findOpenInvitation
} from '#features/citizens/server/invitation.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[citizen]] = await locals.read(
		findCitizenToInvite(params.pathway),
		recordPathway('pathway.read', params.pathway)
	);
	if (!citizen?.isTovholder) error(404);
	const [[open]] = await locals.read(findOpenInvitation(citizen.citizen));
	return {
		visitor: locals.visitor,
		back: `/pathways/${params.pathway}`,
		number: citizen.number,
		name: citizen.name,
		hasAccount: citizen.hasAccount,
		open: open ?? null
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request, url }) => {
		const form = await readForm(request, InviteForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const invited = await locals.transact((acting) =>
			inviteCitizen(acting, params.pathway, form.value)
		);
		// Answered in place and not by another page: the link is kept nowhere and shown once.
		if (invited.ok) return { link: url.origin + invited.value.path, sent: form.value.byMail };
		if (invited.reason === 'not-there') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(invited.reason) });
	}
};
