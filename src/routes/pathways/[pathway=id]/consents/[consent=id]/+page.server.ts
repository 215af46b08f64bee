import { error } from '@sveltejs/kit';
import { stateOf } from '#features/consents/consent.rules.ts';
import { findConsent, findConsentHead } from '#features/consents/server/consent.queries.ts';
import { listRested } from '#features/consents/server/rested.queries.ts';
import { listScans } from '#features/consents/server/scan.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], [consent], rested, scans] = await locals.read(
		findConsentHead(params.pathway),
		findConsent(params.pathway, params.consent),
		listRested(params.pathway, params.consent),
		listScans(params.pathway, params.consent),
		recordFound(
			'consent.read',
			params.pathway,
			params.consent,
			findConsentHead(params.pathway),
			findConsent(params.pathway, params.consent)
		)
	);
	if (!head || !consent) error(404);
	const state = stateOf(consent, locals.today);
	return {
		visitor: locals.visitor,
		consent,
		state,
		here: `/pathways/${params.pathway}`,
		rested: head.isHeld && head.isOpen ? rested : [],
		scans: scans.map(({ id }) => id),
		mayAddScan: head.isHeld && head.isOpen && consent.givenHow === 'paper',
		mayPrint: head.isHeld,
		mayWithdraw: head.isHeld && head.isOpen && state !== 'withdrawn' && state !== 'closed'
	};
};
