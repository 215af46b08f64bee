import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { longestFrom } from '#features/consents/consent.rules.ts';
import {
	ConsentForm,
	momentsOf,
	RefusalForm,
	TermsForm
} from '#features/consents/consent.schema.ts';
import { composeConsentText } from '#features/consents/server/compose-consent-text.ts';
import { findConsentHead, listRecipients } from '#features/consents/server/consent.queries.ts';
import { giveConsent } from '#features/consents/server/give-consent.ts';
import { refuseConsent } from '#features/consents/server/refuse-consent.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { saySaved } from '#server/say-saved.ts';
import { timeOf } from '#values/day.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], recipients] = await locals.read(
		findConsentHead(params.pathway),
		listRecipients(params.pathway),
		recordPathway('consents.read', params.pathway)
	);
	if (!head?.isHeld) error(404);
	// A form that could not be kept is not offered: the pathway says that it is closed.
	if (!head.isOpen) redirect(303, `/pathways/${params.pathway}`);
	return {
		visitor: locals.visitor,
		today: locals.today,
		time: timeOf(locals.now),
		longest: longestFrom(locals.today),
		head,
		recipients,
		newId: crypto.randomUUID()
	};
};

export const actions: Actions = {
	// The words are shown before there is a yes to register; nothing is kept yet.
	show: async ({ locals, params, request }) => {
		const form = await readForm(request, TermsForm);
		if (!form.ok)
			return fail(422, { step: 'terms' as const, typed: form.typed, problems: form.problems });
		const [[head], recipients] = await locals.read(
			findConsentHead(params.pathway),
			listRecipients(params.pathway),
			recordPathway('consents.read', params.pathway)
		);
		if (!head?.isHeld) error(404);
		const { organisations, language } = form.value;
		const text = composeConsentText(
			{
				...form.value,
				recipients: recipients
					.filter(({ id }) => organisations.includes(id))
					.map(({ name }) => name)
			},
			language
		);
		return { step: 'given' as const, typed: { ...form.typed, textShown: text } };
	},
	back: async ({ request }) => {
		const form = await readForm(request, TermsForm);
		return { step: 'terms' as const, typed: form.typed };
	},
	give: async ({ locals, params, request }) => {
		const form = await readForm(request, ConsentForm);
		if (!form.ok)
			return fail(422, { step: 'given' as const, typed: form.typed, problems: form.problems });
		const here = `/pathways/${params.pathway}/consents`;
		const given = { ...form.value, ...momentsOf(form.value) };
		const result = await locals.transact((acting) =>
			giveConsent(acting, params.pathway, given, locals.now)
		);
		if (result.ok) redirect(303, here);
		if (result.reason === 'no-such-pathway') error(404);
		if (result.reason === 'sent-before')
			return fail(409, {
				step: 'given' as const,
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved(result.saved, {
					textShown: m.consent_text_shown,
					givenByName: m.consent_name,
					interpreter: m.consent_interpreter
				})
			});
		const step = BACK_TO_TERMS.has(result.reason) ? ('terms' as const) : ('given' as const);
		return fail(409, { step, typed: form.typed, refusal: result.reason });
	},
	refuse: async ({ locals, params, request }) => {
		const form = await readForm(request, RefusalForm);
		if (!form.ok)
			return fail(422, { step: 'given' as const, typed: form.typed, problems: form.problems });
		const { givenBy, givenByName, givenOn, refusalNote, ...terms } = form.value;
		const refusal = {
			...terms,
			refusedBy: givenBy,
			refusedByName: givenByName,
			refusedOn: givenOn,
			note: refusalNote
		};
		const result = await locals.transact((acting) =>
			refuseConsent(acting, params.pathway, refusal)
		);
		if (result.ok) redirect(303, `/pathways/${params.pathway}/consents?said=refused`);
		if (result.reason === 'no-such-pathway') error(404);
		const step = BACK_TO_TERMS.has(result.reason) ? ('terms' as const) : ('given' as const);
		return fail(409, { step, typed: form.typed, refusal: result.reason });
	}
};

/** Refusals that are mended in what is said yes to, not in how it was said. */
const BACK_TO_TERMS = new Set([
	'no-purpose',
	'no-recipient',
	'not-involved',
	'consent-already-over',
	'consent-too-long',
	'other-words-shown'
]);
