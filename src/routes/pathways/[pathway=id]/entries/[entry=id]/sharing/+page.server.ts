import { error, fail, redirect } from '@sveltejs/kit';
import { EntryDenialForm, LiftForm } from '#features/consents/denial.schema.ts';
import { findConsentHead, listRecipients } from '#features/consents/server/consent.queries.ts';
import { findEntryToShare, listDenials } from '#features/consents/server/denial.queries.ts';
import { denyOfEntry, liftDenial } from '#features/consents/server/deny-sharing.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { atWork } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { pathway, entry: id } = params;
	const [[head], [entry], recipients, denials] = await locals.read(
		findConsentHead(pathway),
		findEntryToShare(pathway, id),
		listRecipients(pathway),
		listDenials(pathway, { entry: id }),
		recordPathway('entry.read', pathway, id)
	);
	if (!head?.isHeld || !entry) error(404);
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
		isOpen: head.isOpen,
		newId: crypto.randomUUID(),
		said: (['denied', 'lifted'] as const).find((each) => each === url.searchParams.get('said'))
	};
};

export const actions: Actions = {
	deny: async ({ locals, params, request }) => {
		const form = await readForm(request, EntryDenialForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { denial, ...wish } = form.value;
		const denied = await locals.transact((acting) =>
			denyOfEntry(atWork(acting), params.pathway, params.entry, { id: denial, ...wish })
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
				at: { entry: params.entry }
			})
		);
		if (lifted.ok) redirect(303, '?said=lifted');
		if (lifted.reason === 'not-there') error(404);
		return fail(409, { lifting: form.typed, refusal: sayRefusal(lifted.reason) });
	}
};
