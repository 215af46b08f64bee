import { error } from '@sveltejs/kit';
import { stateOf } from '#features/consents/consent.rules.ts';
import { RecipientDenialForm } from '#features/consents/denial.schema.ts';
import { answeringChild } from '#features/consents/giver.rules.ts';
import {
	findConsent,
	findConsentHead,
	listHolders,
	listRecipientsOf
} from '#features/consents/server/consent.queries.ts';
import { listDenials } from '#features/consents/server/denial.queries.ts';
import { denyToOrganisation } from '#features/consents/server/deny-sharing.ts';
import { filled, having, recordFound } from '#server/audit.queries.ts';
import { shareActions } from '../../../share-actions.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { pathway, consent: id } = params;
	const [[head], [consent], recipients, denials, guardians] = await locals.read(
		findConsentHead(pathway),
		findConsent(pathway, id),
		listRecipientsOf(pathway, id),
		listDenials(pathway, { consent: id }),
		listHolders(pathway),
		recordFound(
			'consent.read',
			pathway,
			id,
			having(findConsentHead(pathway), 'isHeld'),
			filled(findConsentHead(pathway), 'birthDate'),
			findConsent(pathway, id)
		)
	);
	if (!head?.isHeld || !head.birthDate || !consent) error(404);
	const { number, purpose } = consent;
	const state = stateOf(consent, locals.today);
	const isLive = head.isOpen && (state === 'running' || state === 'coming');
	return {
		visitor: locals.visitor,
		today: locals.today,
		citizen: head.citizen,
		consent: { number, purpose },
		recipients,
		denials,
		child: answeringChild(head.birthDate, guardians, locals.today),
		isOpen: head.isOpen,
		isLive,
		newId: crypto.randomUUID(),
		said: (['denied', 'lifted'] as const).find((each) => each === url.searchParams.get('said'))
	};
};

export const actions: Actions = shareActions({
	form: RecipientDenialForm,
	deny: (acting, params: RouteParams, { denial, ...wish }) =>
		denyToOrganisation(acting, params.pathway, params.consent, { id: denial, ...wish }),
	at: ({ consent }) => ({ consent })
});
