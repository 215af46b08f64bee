import { error, fail, redirect } from '@sveltejs/kit';
import { showOutsideAges } from '#features/agreements/show-ages.ts';
import { listAgedAgreements } from '#features/agreements/server/ages.queries.ts';
import { isShown } from '#features/directory/offer.rules.ts';
import { findOffer } from '#features/directory/server/offer.queries.ts';
import { isIn, takeStep } from '#features/pathways/partner.rules.ts';
import { QuestionForm, StepForm } from '#features/pathways/partner.schema.ts';
import {
	askPartner,
	endPartner,
	withdrawQuestion
} from '#features/pathways/server/involve-partner.ts';
import { findPartner, listContacts } from '#features/pathways/server/partner.queries.ts';
import { findAge, findHead } from '#features/pathways/server/pathway.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { isId } from '#values/id.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const about = url.searchParams.get('offer') ?? '';
	// Whom one may tell depends on the organisation, which only the partner tells.
	const { head, partner, contacts, outside, offer } = await locals.transact(async (acting) => {
		const [head, partner, citizen, aged] = await Promise.all([
			acting.first(findHead(params.pathway)),
			acting.first(findPartner(params.pathway, params.partner)),
			acting.first(findAge(params.pathway)),
			acting.all(listAgedAgreements()),
			acting.run(recordPathway('partner.read', params.pathway, params.partner))
		]);
		if (!head?.isHeld || !partner) error(404);
		const theirs = aged.filter(({ parties }) =>
			parties.some(({ organisation }) => organisation === partner.organisation)
		);
		const outside = showOutsideAges(citizen?.age ?? null, theirs);
		const contacts = await acting.all(listContacts(partner.organisation));
		const offer = isId(about) ? await acting.first(findOffer(about)) : undefined;
		return { head, partner, contacts, outside, offer };
	});
	return {
		visitor: locals.visitor,
		today: locals.today,
		head,
		partner,
		contacts,
		/** the offer of theirs that one comes from; what stands in the directory of it. */
		offer:
			offer && offer.organisation === partner.organisation && isShown(offer.state) && head.isOpen
				? { id: offer.id, name: offer.name, contact: offer.contact, phone: offer.phone }
				: null,
		/** what is agreed with this organisation is for another age. */
		outside: head.isOpen ? outside : [],
		may: {
			ask: head.isOpen && takeStep(partner.state, 'ask').ok,
			task: head.isOpen && isIn(partner.state),
			withdraw: head.isOpen && takeStep(partner.state, 'withdraw-question').ok,
			end: head.isOpen && takeStep(partner.state, 'end').ok
		}
	};
};

export const actions: Actions = {
	ask: async ({ locals, params, request }) => {
		const form = await readForm(request, QuestionForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...asked } = form.value;
		const result = await locals.transact((acting) =>
			askPartner(acting, params.pathway, params.partner, version, asked)
		);
		if (result.ok) redirect(303, `/pathways/${params.pathway}/partners`);
		if (result.reason === 'no-such-partner') error(404);
		return fail(409, { typed: form.typed, refusal: result.reason });
	},
	withdraw: (event) => step(event, withdrawQuestion),
	end: (event) => step(event, endPartner)
};

async function step(
	{ locals, params, request }: RequestEvent,
	verb: typeof withdrawQuestion | typeof endPartner
) {
	const form = await readForm(request, StepForm);
	const version = form.ok ? form.value.version : 0;
	const result = await locals.transact((acting) =>
		verb(acting, params.pathway, params.partner, version)
	);
	if (result.ok) redirect(303, `/pathways/${params.pathway}/partners`);
	if (result.reason === 'no-such-partner') error(404);
	return fail(409, { refusal: result.reason });
}
