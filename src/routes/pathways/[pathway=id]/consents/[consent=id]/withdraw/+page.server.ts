import { error, fail, redirect } from '@sveltejs/kit';
import { WithdrawalForm } from '#features/consents/consent.schema.ts';
import { findConsent, findConsentHead } from '#features/consents/server/consent.queries.ts';
import { withdrawConsent } from '#features/consents/server/withdraw-consent.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], [consent]] = await locals.read(
		findConsentHead(params.pathway),
		findConsent(params.pathway, params.consent),
		recordPathway('consent.read', params.pathway, params.consent)
	);
	if (!head?.isHeld || !consent) error(404);
	const { number, purpose, categories, recipients, version } = consent;
	return { visitor: locals.visitor, consent: { number, purpose, categories, recipients, version } };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, WithdrawalForm);
		const version = form.ok ? form.value.version : 0;
		const result = await locals.transact(async (acting) => {
			if (!(await acting.first(findConsent(params.pathway, params.consent)))) error(404);
			return withdrawConsent(acting, params.consent, version);
		});
		if (result.ok) redirect(303, `/pathways/${params.pathway}/consents/${params.consent}`);
		if (result.reason === 'no-such-consent') error(404);
		return fail(409, { refusal: result.reason });
	}
};
