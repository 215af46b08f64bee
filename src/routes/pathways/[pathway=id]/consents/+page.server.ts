import { error } from '@sveltejs/kit';
import { stateOf } from '#features/consents/consent.rules.ts';
import { findConsentHead, listConsents } from '#features/consents/server/consent.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { dayOf } from '#values/day.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], consents] = await locals.read(
		findConsentHead(params.pathway),
		listConsents(params.pathway),
		recordPathway('consents.read', params.pathway)
	);
	if (!head) error(404);
	return {
		visitor: locals.visitor,
		head,
		consents: consents.map((each) => ({
			id: each.id,
			number: each.number,
			purpose: each.purpose,
			categories: each.categories,
			recipients: each.recipients,
			validFrom: each.validFrom,
			validUntil: each.validUntil,
			withdrawnOn: each.withdrawnAt && dayOf(each.withdrawnAt),
			state: stateOf({ ...each, withdrawn: each.withdrawnAt !== null }, locals.today)
		}))
	};
};
