import { error, fail, redirect } from '@sveltejs/kit';
import {
	AgreedCompanionForm,
	EndCompanionForm,
	WithdrawCompanionForm
} from '#features/citizens/citizen.schema.ts';
import { holdersOf } from '#features/children/custody.rules.ts';
import { isChild } from '#features/citizens/companion.rules.ts';
import {
	findOpening,
	listCompanionInvitations,
	listCompanions
} from '#features/citizens/server/companion.queries.ts';
import { endCompanion } from '#features/citizens/server/end-companion.ts';
import { inviteCompanion, takeInvitationBack } from '#features/citizens/server/invite-companion.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { atWork } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [opening], companions, invited] = await locals.read(
		findHead(params.pathway),
		findOpening(params.pathway),
		listCompanions(params.pathway),
		listCompanionInvitations(params.pathway),
		recordFound(
			'companions.read',
			params.pathway,
			null,
			having(findHead(params.pathway), 'isHeld'),
			findOpening(params.pathway)
		)
	);
	if (!head?.isHeld || !opening) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		head,
		pathway: params.pathway,
		citizenDecides: opening.hasAccount && !isChild(opening, locals.today),
		/** Of a child under 15: those it is agreed with. */
		holders: isChild(opening, locals.today) ? holdersOf(opening.guardians) : null,
		isOpen: opening.state === 'open',
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
	invite: async ({ locals, params, request, url }) => {
		const form = await readForm(request, AgreedCompanionForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const {
			invitation: id,
			byMail,
			agreedOn,
			agreedNote,
			name,
			email,
			categories,
			guardians
		} = form.value;
		// Where no mail leaves, the link can only be handed over.
		const sends = byMail && !(await locals.installation()).mailKept;
		const agreed = { on: agreedOn, note: agreedNote, guardians };
		const invited = await locals.transact((acting) =>
			inviteCompanion(atWork(acting), params.pathway, {
				id,
				name,
				email,
				categories,
				byMail: sends,
				agreed
			})
		);
		if (invited.ok && invited.value === null) redirect(303, '?said=sent');
		// Answered in place and not by another page: the link is kept nowhere and shown once.
		if (invited.ok) return { link: url.origin + invited.value };
		if (invited.reason === 'not-there') error(404);
		if (invited.reason === 'all-with-custody-say-it')
			return fail(422, {
				typed: form.typed,
				problems: { guardians: [sayRefusal(invited.reason)] }
			});
		return fail(409, { typed: form.typed, refusal: sayRefusal(invited.reason) });
	},

	end: async ({ locals, params, request }) => {
		const form = await readForm(request, EndCompanionForm);
		if (!form.ok) error(404);
		const { companion, version } = form.value;
		const ended = await locals.transact((acting) =>
			endCompanion(atWork(acting), params.pathway, companion, version)
		);
		if (ended.ok) redirect(303, '?said=ended');
		if (ended.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(ended.reason) });
	},

	withdraw: async ({ locals, params, request }) => {
		const form = await readForm(request, WithdrawCompanionForm);
		if (!form.ok) error(404);
		const withdrawn = await locals.transact((acting) =>
			takeInvitationBack(atWork(acting), params.pathway, form.value.invitation)
		);
		if (withdrawn.ok) redirect(303, '?said=withdrawn');
		if (withdrawn.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(withdrawn.reason) });
	}
};
