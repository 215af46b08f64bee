import { error, fail, redirect } from '@sveltejs/kit';
import { stateOf } from '#features/consents/consent.rules.ts';
import { LiftForm, RecipientDenialForm } from '#features/consents/denial.schema.ts';
import {
	findConsent,
	findConsentHead,
	listRecipientsOf
} from '#features/consents/server/consent.queries.ts';
import { listDenials } from '#features/consents/server/denial.queries.ts';
import { denyToOrganisation, liftDenial } from '#features/consents/server/deny-sharing.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { atWork } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { pathway, consent: id } = params;
	const [[head], [consent], recipients, denials] = await locals.read(
		findConsentHead(pathway),
		findConsent(pathway, id),
		listRecipientsOf(pathway, id),
		listDenials(pathway, { consent: id }),
		recordPathway('consent.read', pathway, id)
	);
	if (!head?.isHeld || !consent) error(404);
	const { number, purpose } = consent;
	const state = stateOf({ ...consent, withdrawn: consent.withdrawnAt !== null }, locals.today);
	const isLive = head.isOpen && (state === 'running' || state === 'coming');
	return {
		visitor: locals.visitor,
		today: locals.today,
		citizen: head.citizen,
		consent: { number, purpose },
		recipients,
		denials,
		isOpen: head.isOpen,
		isLive,
		newId: crypto.randomUUID(),
		said: (['denied', 'lifted'] as const).find((each) => each === url.searchParams.get('said'))
	};
};

export const actions: Actions = {
	deny: async ({ locals, params, request }) => {
		const form = await readForm(request, RecipientDenialForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { denial, ...wish } = form.value;
		const denied = await locals.transact((acting) =>
			denyToOrganisation(atWork(acting), params.pathway, params.consent, { id: denial, ...wish })
		);
		if (denied.ok) redirect(303, '?said=denied');
		if (denied.reason === 'not-there') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(denied.reason) });
	},
	lift: async ({ locals, params, request }) => {
		const form = await readForm(request, LiftForm);
		if (!form.ok) return fail(422, { lifting: form.typed, problems: form.problems });
		const lifted = await locals.transact((acting) =>
			liftDenial(atWork(acting), params.pathway, form.value.denial, {
				...form.value,
				at: { consent: params.consent }
			})
		);
		if (lifted.ok) redirect(303, '?said=lifted');
		if (lifted.reason === 'not-there') error(404);
		return fail(409, { lifting: form.typed, refusal: sayRefusal(lifted.reason) });
	}
};
