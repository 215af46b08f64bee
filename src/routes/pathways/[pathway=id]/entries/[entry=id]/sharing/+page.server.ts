import { error } from '@sveltejs/kit';
import { EntryDenialForm } from '#features/consents/denial.schema.ts';
import { answeringChild } from '#features/consents/giver.rules.ts';
import {
	findConsentHead,
	listHolders,
	listRecipients
} from '#features/consents/server/consent.queries.ts';
import { findEntryToShare, listDenials } from '#features/consents/server/denial.queries.ts';
import { denyOfEntry } from '#features/consents/server/deny-sharing.ts';
import { filled, having, recordFound } from '#server/audit.queries.ts';
import { shareActions } from '../../../share-actions.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { pathway, entry: id } = params;
	const [[head], [entry], recipients, denials, guardians] = await locals.read(
		findConsentHead(pathway),
		findEntryToShare(pathway, id),
		listRecipients(pathway),
		listDenials(pathway, { entry: id }),
		listHolders(pathway),
		recordFound(
			'entry.read',
			pathway,
			id,
			having(findConsentHead(pathway), 'isHeld'),
			filled(findConsentHead(pathway), 'birthDate'),
			findEntryToShare(pathway, id)
		)
	);
	if (!head?.isHeld || !head.birthDate || !entry) error(404);
	const denied = denials.filter(({ liftedAt }) => liftedAt === null);
	const isDenied = (organisation: string) =>
		denied.some((each) => each.organisation === organisation);
	return {
		visitor: locals.visitor,
		today: locals.today,
		citizen: head.citizen,
		number: head.number,
		entry,
		/** Whom it may still be kept from; nobody where it is kept from all. */
		recipients: denied.some(({ organisation }) => organisation === null)
			? null
			: recipients.filter((each) => !isDenied(each.id)),
		denials,
		child: answeringChild(head.birthDate, guardians, locals.today),
		isOpen: head.isOpen,
		newId: crypto.randomUUID(),
		said: (['denied', 'lifted'] as const).find((each) => each === url.searchParams.get('said'))
	};
};

export const actions: Actions = shareActions({
	form: EntryDenialForm,
	deny: (acting, params: RouteParams, { denial, ...wish }) =>
		denyOfEntry(acting, params.pathway, params.entry, { id: denial, ...wish }),
	at: ({ entry }) => ({ entry })
});
