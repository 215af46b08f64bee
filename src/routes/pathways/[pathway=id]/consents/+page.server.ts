import { error, redirect } from '@sveltejs/kit';
import { endsSoon, stateOf, stoppedOn } from '#features/consents/consent.rules.ts';
import {
	findConsentHead,
	listConsents,
	listEndedForUs,
	PAGE_OF_CONSENTS
} from '#features/consents/server/consent.queries.ts';
import { listDeniedEntries } from '#features/consents/server/denial.queries.ts';
import { listRefusals } from '#features/consents/server/refusal.queries.ts';
import { listConsentRequests } from '#features/consents/server/request.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import { TakeBackForm } from '#features/consents/consent.schema.ts';
import { takeBackRequest } from '#features/consents/server/ask-consent.ts';
import { atWork } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const after = readCursor(url.searchParams.get('after'));
	const [[head], consents, endedForUs, denied, refusals, asked] = await locals.read(
		findConsentHead(params.pathway),
		listConsents(params.pathway, after),
		listEndedForUs(params.pathway),
		listDeniedEntries(params.pathway),
		listRefusals(params.pathway),
		listConsentRequests(params.pathway),
		recordFound('consents.read', params.pathway, null, findConsentHead(params.pathway))
	);
	if (!head) error(404);
	const { rows, next } = pageOf(consents, PAGE_OF_CONSENTS);
	const here = `/pathways/${params.pathway}/consents`;
	return {
		visitor: locals.visitor,
		head,
		next: next && `${here}?after=${encodeURIComponent(next)}`,
		first: after && here,
		/** Whoever only wrote one of them is not told what others may not read. */
		denied: head.isHeld ? denied : [],
		refusals,
		endedForUs,
		/** What waits for the citizen's answer. */
		asked: head.isHeld ? asked : [],
		said: (['refused', 'asked', 'taken-back'] as const).find(
			(each) => each === url.searchParams.get('said')
		),
		consents: rows.map((each) => ({
			id: each.id,
			number: each.number,
			purpose: each.purpose,
			categories: each.categories,
			recipients: each.recipients,
			takenOut: each.takenOut,
			gone: each.gone,
			validFrom: each.validFrom,
			validUntil: each.validUntil,
			stoppedOn: stoppedOn(each),
			state: stateOf(each, locals.today),
			endsSoon: stateOf(each, locals.today) === 'running' && endsSoon(each.validUntil, locals.today)
		}))
	};
};

export const actions: Actions = {
	/** What the citizen was asked and has not answered is not asked any more. */
	takeBack: async ({ locals, params, request }) => {
		const form = await readForm(request, TakeBackForm);
		if (!form.ok) error(404);
		const taken = await locals.transact((acting) =>
			takeBackRequest(atWork(acting), params.pathway, form.value.request)
		);
		if (!taken.ok) error(404);
		redirect(303, '?said=taken-back');
	}
};
