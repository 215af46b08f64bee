import { error, fail, redirect } from '@sveltejs/kit';
import {
	CompanionForm,
	EndCompanionForm,
	WithdrawCompanionForm
} from '#features/citizens/citizen.schema.ts';
import { isChild } from '#features/citizens/companion.rules.ts';
import {
	findOpening,
	listCompanionInvitations,
	listCompanions
} from '#features/citizens/server/companion.queries.ts';
import { endCompanion } from '#features/citizens/server/end-companion.ts';
import { inviteCompanion, takeInvitationBack } from '#features/citizens/server/invite-companion.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { asSelf } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { choosePathway } from '../choose-pathway.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen?.isCitizen) error(404);
	const [[opening], companions, invited] = await locals.read(
		findOpening(chosen.id),
		listCompanions(chosen.id),
		listCompanionInvitations(chosen.id),
		recordPathway('companions.read', chosen.id)
	);
	return {
		visitor: locals.visitor,
		back: `/me?pathway=${chosen.id}`,
		pathway: chosen.id,
		isOpen: chosen.state === 'open',
		/** Under 15, those with custody let a companion in. */
		isChild: opening !== undefined && isChild(opening, locals.today),
		companions,
		invited,
		newId: crypto.randomUUID(),
		mailKept: (await locals.installation()).mailKept,
		said: (['sent', 'ended', 'withdrawn'] as const).find(
			(step) => url.searchParams.get('said') === step
		)
	};
};

export const actions: Actions = {
	invite: async ({ locals, request, url }) => {
		const form = await readForm(request, CompanionForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { pathway, invitation: id, byMail, ...who } = form.value;
		// Where no mail leaves, the link can only be handed over.
		const sends = byMail && !(await locals.installation()).mailKept;
		const invited = await locals.transact((acting) =>
			inviteCompanion(asSelf(acting), pathway, { ...who, id, byMail: sends, agreed: null })
		);
		if (invited.ok && invited.value === null) redirect(303, `${HERE}?pathway=${pathway}&said=sent`);
		// Answered in place and not by another page: the link is kept nowhere and shown once.
		if (invited.ok) return { link: url.origin + invited.value };
		if (invited.reason === 'not-there') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(invited.reason) });
	},

	end: async ({ locals, request }) => {
		const form = await readForm(request, EndCompanionForm);
		if (!form.ok) error(404);
		const { pathway, companion, version } = form.value;
		const ended = await locals.transact((acting) =>
			endCompanion(asSelf(acting), pathway, companion, version)
		);
		if (ended.ok) redirect(303, `${HERE}?pathway=${pathway}&said=ended`);
		if (ended.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(ended.reason) });
	},

	withdraw: async ({ locals, request }) => {
		const form = await readForm(request, WithdrawCompanionForm);
		if (!form.ok) error(404);
		const { pathway, invitation } = form.value;
		const withdrawn = await locals.transact((acting) =>
			takeInvitationBack(asSelf(acting), pathway, invitation)
		);
		if (withdrawn.ok) redirect(303, `${HERE}?pathway=${pathway}&said=withdrawn`);
		if (withdrawn.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(withdrawn.reason) });
	}
};

const HERE = '/me/companions';
