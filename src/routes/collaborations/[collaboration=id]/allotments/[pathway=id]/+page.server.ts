import { error, fail, redirect } from '@sveltejs/kit';
import { isDayOf } from '#features/allotment-meetings/allotment-meeting.rules.ts';
import { findCalled } from '#features/allotment-meetings/server/allotment-meeting.queries.ts';
import { appointTovholder } from '#features/pathways/server/appoint-tovholder.ts';
import { findCaseworker } from '#features/pathways/server/caseworker.queries.ts';
import { isLooking, lookForCandidates } from '#features/pathways/server/look-for-candidates.ts';
import {
	findAllotment,
	findLed,
	listCandidates
} from '#features/pathways/server/tovholder.queries.ts';
import { partOfName, lastHandoverDay } from '#features/pathways/tovholder.rules.ts';
import { DecisionForm } from '#features/pathways/tovholder.schema.ts';
import { declineTransfer } from '#features/transfers/server/answer-transfer.ts';
import { listWishes } from '#features/transfers/server/transfer.queries.ts';
import { DeclineForm } from '#features/transfers/transfer.schema.ts';
import type { Acting } from '#server/acting.ts';
import { recordAllotment } from '#server/audit.queries.ts';
import { whereFound } from '#server/tables.ts';
import { readBody, readFields, readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const wanted = partOfName(url.searchParams.get('find'));
	const [[collaboration], [allotment], [caseworker], candidates, wishes, [called]] =
		await locals.read(
			findLed(params.collaboration),
			findAllotment(params.pathway),
			findCaseworker(params.pathway),
			listCandidates(params.collaboration, wanted, params.pathway),
			listWishes(params.pathway),
			findCalled(params.pathway),
			whereFound(recordAllotment(params.collaboration, params.pathway), [
				findLed(params.collaboration),
				findAllotment(params.pathway)
			])
		);
	if (!collaboration || allotment?.collaboration !== collaboration.id) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		newId: crypto.randomUUID(),
		lastHandoverDay: lastHandoverDay(locals.today),
		collaboration,
		allotment,
		caseworker,
		candidates,
		wishes,
		called: called ?? null,
		hasMeeting: called !== undefined && isDayOf(called, locals.today),
		wanted,
		chosen: url.searchParams.get('candidate')
	};
};

export const actions: Actions = {
	decide: async ({ locals, params, request }) => {
		const posted = await readBody(request);
		const form = readFields(posted, DecisionForm);
		if (isLooking(posted)) {
			const looked = await locals.transact(async (acting) => {
				await mustLead(acting, params);
				return lookForCandidates(acting, params.pathway, posted);
			});
			if (!looked) error(404);
			return { looked, typed: { ...form.typed, candidate: looked.meant ?? form.typed.candidate } };
		}
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, version, candidate, ...decision } = form.value;
		const result = await locals.transact(async (acting) => {
			await mustLead(acting, params);
			return appointTovholder(acting, params.pathway, version, { ...decision, ...candidate }, id);
		});
		if (result.ok) redirect(303, `/collaborations/${params.collaboration}/allotments`);
		if (result.reason === 'no-such-pathway') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(result.reason) });
	},
	// A wish to take over; a yes is the decision itself.
	decline: async ({ locals, params, request }) => {
		const form = await readForm(request, DeclineForm);
		if (!form.ok) return fail(422, { wish: form.typed, wishProblems: form.problems });
		const { transfer, version, note } = form.value;
		const declined = await locals.transact(async (acting) => {
			await mustLead(acting, params);
			return declineTransfer(acting, params.pathway, transfer, version, note);
		});
		if (declined.ok)
			redirect(303, `/collaborations/${params.collaboration}/allotments/${params.pathway}`);
		if (declined.reason === 'not-there') error(404);
		return fail(409, { wish: form.typed, refusal: sayRefusal(declined.reason) });
	}
};

/** The page of the project leader: a tovholder may decide too, and does so on the pathway's own page. */
async function mustLead(
	acting: Acting,
	params: { collaboration: string; pathway: string }
): Promise<void> {
	const [collaboration, allotment] = await Promise.all([
		acting.first(findLed(params.collaboration)),
		acting.first(findAllotment(params.pathway))
	]);
	if (!collaboration || allotment?.collaboration !== collaboration.id) error(404);
}
