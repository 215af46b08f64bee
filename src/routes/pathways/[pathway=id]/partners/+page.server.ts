import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { showOutsideAges } from '#features/agreements/show-ages.ts';
import { listAgedAgreements } from '#features/agreements/server/ages.queries.ts';
import { AskCapacityForm, WithdrawCapacityForm } from '#features/capacity/capacity.schema.ts';
import { askCapacity, withdrawCapacity } from '#features/capacity/server/ask-capacity.ts';
import { listCapacity } from '#features/capacity/server/capacity.queries.ts';
import { findOffer, type KeptOffer } from '#features/directory/server/offer.queries.ts';
import { PlanForm } from '#features/pathways/partner.schema.ts';
import { planPartner } from '#features/pathways/server/involve-partner.ts';
import { listFreeOrganisations, listPartners } from '#features/pathways/server/partner.queries.ts';
import { findAge, findHead } from '#features/pathways/server/pathway.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm, type Problems } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import { isId } from '#values/id.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** An id that no offer has. */
const NO_OFFER = '00000000-0000-0000-0000-000000000000';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const offer = url.searchParams.get('offer') ?? '';
	const [[head], partners, organisations, capacity, [citizen], aged, [picked]] = await locals.read(
		findHead(params.pathway),
		listPartners(params.pathway),
		listFreeOrganisations(params.pathway),
		listCapacity(params.pathway),
		findAge(params.pathway),
		listAgedAgreements(),
		findOffer(isId(offer) ? offer : NO_OFFER),
		recordFound('partners.read', params.pathway, null, having(findHead(params.pathway), 'isHeld'))
	);
	if (!head?.isHeld) error(404);
	return {
		visitor: locals.visitor,
		head,
		partners: partners.map(
			({ id, name, nowCalled, internal, state, reason, people, agreedOn, answerBefore }) => ({
				id,
				name,
				internal,
				state,
				reason,
				people,
				agreedOn,
				/** Asked, and the time to answer is up. */
				isTooLate: state === 'contacted' && answerBefore !== null && answerBefore < locals.today,
				nowCalled
			})
		),
		organisations,
		/** agreements whose ages the citizen is outside of. */
		outside: head.isOpen ? showOutsideAges(citizen?.age ?? null, aged) : [],
		/** Who may be asked for room: all but those that are in. */
		askable: [
			...organisations.map(({ id, name }) => ({ id, name })),
			...partners
				.filter(({ state, nowCalled }) => state !== 'agreed' && nowCalled === null)
				.map(({ organisation, name }) => ({ id: organisation, name }))
		],
		picked: pickedFrom(picked, partners),
		capacity,
		today: locals.today,
		capacityId: crypto.randomUUID(),
		newId: crypto.randomUUID()
	};
};

/** From the directory: whose offer it is, and which; and where they stand already, where they do. */
function pickedFrom(
	offer: Pick<KeptOffer, 'organisation' | 'name'> | undefined,
	partners: readonly { id: string; organisation: string; name: string }[]
) {
	const already = partners.find((partner) => partner.organisation === offer?.organisation);
	return {
		organisation: offer?.organisation,
		offer: offer?.name,
		already: already && { id: already.id, name: already.name }
	};
}

export const actions: Actions = {
	plan: async ({ locals, params, request }) => {
		const form = await readForm(request, PlanForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const here = `/pathways/${params.pathway}/partners`;
		const result = await locals.transact((acting) =>
			planPartner(acting, params.pathway, form.value)
		);
		if (result.ok) redirect(303, `${here}/${result.value}`);
		if (result.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved(result.saved, {
					organisation: m.partner_organisation,
					reason: m.partner_reason,
					citizenNote: m.involved_note
				})
			});
		if (result.reason === 'no-such-pathway') error(404);
		if (result.reason === 'citizen-part-unexplained')
			return fail(422, {
				typed: form.typed,
				problems: { citizenNote: [sayRefusal(result.reason)] } as Problems<typeof PlanForm>
			});
		const problems: Problems<typeof PlanForm> = {
			organisation: [m.partner_organisation_missing()]
		};
		return fail(422, { typed: form.typed, problems });
	},
	askCapacity: async ({ locals, params, request }) => {
		const form = await readForm(request, AskCapacityForm);
		if (!form.ok) return fail(422, { room: form.typed, roomProblems: form.problems });
		const { capacity, asked, question, answerBefore } = form.value;
		const result = await locals.transact((acting) =>
			askCapacity(acting, params.pathway, {
				id: capacity,
				organisation: asked,
				question,
				answerBefore
			})
		);
		if (result.ok) redirect(303, `/pathways/${params.pathway}/partners`);
		if (result.reason === 'not-there') error(404);
		return fail(409, { room: form.typed, refusal: sayRefusal(result.reason) });
	},
	withdrawCapacity: async ({ locals, params, request }) => {
		const form = await readForm(request, WithdrawCapacityForm);
		if (!form.ok) error(404);
		const { capacity, version } = form.value;
		const result = await locals.transact((acting) =>
			withdrawCapacity(acting, params.pathway, capacity, version)
		);
		if (result.ok) redirect(303, `/pathways/${params.pathway}/partners`);
		if (result.reason === 'not-there') error(404);
		return fail(409, { room: null, refusal: sayRefusal(result.reason) });
	}
};
