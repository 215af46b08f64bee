import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { isDayOf } from '#features/allotment-meetings/allotment-meeting.rules.ts';
import { ComesForm } from '#features/allotment-meetings/allotment-meeting.schema.ts';
import { findCalled } from '#features/allotment-meetings/server/allotment-meeting.queries.ts';
import { sayComes, tellCitizenComes } from '#features/allotment-meetings/server/say-comes.ts';
import { conflictOfCaseworker } from '#features/pathways/caseworker-conflict.ts';
import { appointTovholder } from '#features/pathways/server/appoint-tovholder.ts';
import { findCaseworker } from '#features/pathways/server/caseworker.queries.ts';
import { keepCaseworker } from '#features/pathways/server/keep-caseworker.ts';
import { isLooking, lookForCandidates } from '#features/pathways/server/look-for-candidates.ts';
import { listOffersRefused } from '#features/pathways/server/offer.queries.ts';
import { refuseOffer } from '#features/pathways/server/refuse-offer.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import {
	findAllotment,
	listCandidates,
	listHolders
} from '#features/pathways/server/tovholder.queries.ts';
import { partOfName, lastHandoverDay } from '#features/pathways/tovholder.rules.ts';
import { CaseworkerForm, DecisionForm, OfferForm } from '#features/pathways/tovholder.schema.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { readBody, readFields, readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import { m } from '#messages';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const wanted = partOfName(url.searchParams.get('find'));
	// Whom one may ask depends on the collaboration, which only the pathway tells.
	const { head, holders, allotment, offersRefused, caseworker, called, candidates } =
		await locals.transact(async (acting) => {
			const [head, holders, allotment, offersRefused, caseworker, called] = await Promise.all([
				acting.first(findHead(params.pathway)),
				acting.all(listHolders(params.pathway)),
				acting.first(findAllotment(params.pathway)),
				acting.all(listOffersRefused(params.pathway)),
				acting.first(findCaseworker(params.pathway)),
				acting.first(findCalled(params.pathway))
			]);
			if (!head?.isHeld || !allotment) error(404);
			const [candidates] = await Promise.all([
				acting.all(listCandidates(allotment.collaboration, wanted, params.pathway)),
				acting.run(recordPathway('tovholder.read', params.pathway))
			]);
			return { head, holders, allotment, offersRefused, caseworker, called, candidates };
		});
	return {
		visitor: locals.visitor,
		today: locals.today,
		newId: crypto.randomUUID(),
		newRefusal: crypto.randomUUID(),
		offersRefused,
		lastHandoverDay: lastHandoverDay(locals.today),
		head,
		holders,
		version: allotment.version,
		due: allotment.decidedOn ? null : allotment.due,
		caseworker,
		called: called ?? null,
		hasMeeting: called !== undefined && isDayOf(called, locals.today),
		candidates,
		wanted,
		chosen: url.searchParams.get('candidate')
	};
};

/** Says whether somebody comes to where a tovholder is found. */
async function come(
	{ locals, params, request }: RequestEvent<{ pathway: string }>,
	say: typeof sayComes
) {
	const form = await readForm(request, ComesForm);
	if (!form.ok) return fail(422, { comesProblems: form.problems });
	const { meeting, ...said } = form.value;
	const result = await locals.transact((acting) => say(acting, params.pathway, meeting, said));
	if (result.ok) redirect(303, `/pathways/${params.pathway}/tovholder`);
	if (result.reason === 'not-there') error(404);
	return fail(409, { comesRefusal: sayRefusal(result.reason) });
}

export const actions: Actions = {
	comes: (event) => come(event, sayComes),
	citizenComes: (event) => come(event, tellCitizenComes),

	decide: async ({ locals, params, request }) => {
		const posted = await readBody(request);
		const form = readFields(posted, DecisionForm);
		if (isLooking(posted)) {
			const looked = await locals.transact(async (acting) =>
				(await acting.first(findHead(params.pathway)))?.isHeld
					? lookForCandidates(acting, params.pathway, posted)
					: null
			);
			if (!looked) error(404);
			return { looked, typed: { ...form.typed, candidate: looked.meant ?? form.typed.candidate } };
		}
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, version, candidate, ...decision } = form.value;
		const result = await locals.transact((acting) =>
			appointTovholder(acting, params.pathway, version, { ...decision, ...candidate }, id)
		);
		// Whoever hands over without a hand-over period may not open the pathway any more.
		const isStillMine = candidate.person === locals.visitor?.person || decision.handoverUntil;
		if (result.ok) redirect(303, isStillMine ? `/pathways/${params.pathway}` : '/pathways');
		if (result.reason === 'no-such-pathway') error(404);
		return fail(409, { typed: form.typed, refusal: result.reason });
	},

	caseworker: async ({ locals, params, request }) => {
		const form = await readForm(request, CaseworkerForm);
		const caseworker = form.typed as Record<string, string>;
		if (!form.ok) return fail(422, { caseworker, caseworkerProblems: form.problems });
		const { version, caseworkerName: name, caseworkerWorkplace: workplace } = form.value;
		const kept = await locals.transact((acting) =>
			keepCaseworker(acting, params.pathway, version, { name, workplace })
		);
		if (kept.ok) redirect(303, `/pathways/${params.pathway}/tovholder`);
		if (kept.reason !== 'stale') error(404);
		return fail(409, { conflict: conflictOfCaseworker(kept.saved, caseworker) });
	},

	refuse: async ({ locals, params, request }) => {
		const form = await readForm(request, OfferForm);
		const offer = form.typed as Record<string, string>;
		if (!form.ok) return fail(422, { offer, offerProblems: form.problems });
		const { refusal, refusedOn, refusalNote } = form.value;
		const kept = await locals.transact((acting) =>
			refuseOffer(acting, params.pathway, { id: refusal, refusedOn, note: refusalNote })
		);
		if (kept.ok) redirect(303, `/pathways/${params.pathway}/tovholder`);
		if (kept.reason === 'no-such-pathway') error(404);
		if (kept.reason === 'sent-before')
			return fail(409, {
				offer: { ...offer, refusal: crypto.randomUUID() as string },
				sentBefore: saySaved(kept.saved, { note: m.offer_note })
			});
		return fail(422, { offer, offerProblems: { refusedOn: [m.offer_refused_ahead()] } });
	}
};
