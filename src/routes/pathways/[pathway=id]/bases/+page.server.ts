import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { BasisEndForm, BasisForm } from '#features/consents/basis.schema.ts';
import {
	findOwnKind,
	listBases,
	listBasisRecipients
} from '#features/consents/server/basis.queries.ts';
import { findConsentHead } from '#features/consents/server/consent.queries.ts';
import { endBasis, registerBasis } from '#features/consents/server/register-basis.ts';
import { recordFound } from '#server/audit.queries.ts';
import { atWork } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import { addMonths } from '#values/day.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** Months that are proposed: short, since it is done without the citizen's yes. */
const PROPOSED = 1;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], bases, recipients, [own]] = await locals.read(
		findConsentHead(params.pathway),
		listBases(params.pathway),
		listBasisRecipients(params.pathway),
		findOwnKind(),
		recordFound('bases.read', params.pathway, null, findConsentHead(params.pathway))
	);
	if (!head) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		back: `/pathways/${params.pathway}/consents`,
		bases,
		isHeld: head.isHeld,
		isWhole: head.isWhole,
		/** The form, where it is mine to fill in. */
		registering:
			head.isHeld && head.isOpen && head.birthDate && own
				? {
						newId: crypto.randomUUID(),
						recipients,
						own: own.kind,
						birthDate: head.birthDate,
						until: addMonths(locals.today, PROPOSED)
					}
				: null,
		said: (['registered', 'ended'] as const).find((each) => each === url.searchParams.get('said'))
	};
};

export const actions: Actions = {
	register: async ({ locals, params, request }) => {
		const form = await readForm(request, BasisForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { basis, ...wish } = form.value;
		const registered = await locals.transact((acting) =>
			registerBasis(atWork(acting), params.pathway, { id: basis, ...wish })
		);
		if (registered.ok) redirect(303, '?said=registered');
		if (registered.reason === 'not-there') error(404);
		if (registered.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, basis: crypto.randomUUID() },
				sentBefore: saySaved(registered.saved, {
					provision: m.basis_provision,
					reason: m.basis_reason,
					decidedByName: m.basis_decided_by_label
				})
			});
		return fail(409, { typed: form.typed, refusal: sayRefusal(registered.reason) });
	},
	end: async ({ locals, params, request }) => {
		const form = await readForm(request, BasisEndForm);
		if (!form.ok) error(404);
		const ended = await locals.transact((acting) =>
			endBasis(atWork(acting), params.pathway, form.value.basis, form.value.version)
		);
		if (ended.ok) redirect(303, '?said=ended');
		if (ended.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(ended.reason) });
	}
};
