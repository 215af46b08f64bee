import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { ReviewForm } from '#features/agreements/agreement.schema.ts';
import { sayConclusion, sayOutcome, sayPromiseStatus } from '#features/agreements/say-agreement.ts';
import { CONCLUSIONS, REVIEW_OUTCOMES } from '#features/agreements/review.rules.ts';
import { governingEnd, nextReview } from '#features/agreements/standing.rules.ts';
import { holdReview } from '#features/agreements/server/hold-review.ts';
import { readReview } from '#features/agreements/server/read-review.ts';
import { listObligations, listReviews } from '#features/agreements/server/obligation.queries.ts';
import { asFrozen, namedIn } from '#features/documents/frozen.rules.ts';
import { seatKey } from '#features/documents/names.rules.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { readAgreement, type Agreement } from '../read-agreement.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const agreement = await readAgreement(locals, params.agreement);
	const { document, agreed } = agreement;
	if (!agreed?.from) error(404);
	const [obligations, reviews] = await locals.read(
		listObligations(document.id),
		listReviews(document.id)
	);
	const { today } = locals;
	const end = governingEnd(agreed);
	return {
		visitor: locals.visitor,
		id: document.id,
		title: document.title,
		made: randomUUID(),
		version: document.version,
		today,
		isOpen: document.isKeeper && agreed.from <= today && (end === null || end > today),
		review: { on: nextReview(document.reviewOn, end, today), owner: document.ownerName },
		people: peopleOf(agreement),
		promises: obligations
			.filter(({ status }) => status === 'open' || status === 'under-way')
			.map((each) => ({
				id: each.id,
				version: each.version,
				what: each.what,
				partyName: each.partyName,
				dueOn: each.dueOn,
				status: sayPromiseStatus(each.status),
				evidence: each.evidence
			})),
		outcomes: REVIEW_OUTCOMES.map((value) => ({ value, label: sayOutcome(value) })),
		conclusions: CONCLUSIONS.map((value) => ({ value, label: sayConclusion(value) })),
		reviews: reviews.map(({ id, on, note, nextOn, by, conclusion, present, findings }) => ({
			id,
			on,
			note,
			nextOn,
			by,
			conclusion: sayConclusion(conclusion),
			present: present.map(({ name }) => name).join(', '),
			findings: findings.map((each) => ({ ...each, outcome: sayOutcome(each.outcome) }))
		}))
	};
};

export const actions: Actions = {
	hold: async ({ locals, params, request }) => {
		const form = await readForm(request, ReviewForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const named = peopleOf(await readAgreement(locals, params.agreement));
		const wish = readReview(form.value, named);
		const outcome = await locals.transact((acting) => holdReview(acting, params.agreement, wish));
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}?done=reviewed`);
		const { typed } = form;
		switch (outcome.reason) {
			case 'no-document':
				return error(404);
			case 'in-the-future':
			case 'not-in-force-yet':
				return fail(422, { typed, problems: { on: [sayRefusal(outcome.reason)] } });
			case 'party-not-there':
				return fail(422, { typed, problems: { present: [sayRefusal(outcome.reason)] } });
			case 'outcome-missing':
				return fail(422, { typed, problems: { outcome: [sayRefusal(outcome.reason)] } });
			case 'note-needed':
				return fail(422, { typed, problems: { about: [m.agreement_review_note_needed()] } });
			case 'next-review-missing':
			case 'next-review-too-early':
			case 'next-review-after-end':
				return fail(422, { typed, problems: { next: [sayRefusal(outcome.reason)] } });
			case 'owner-not-of-a-party':
				return fail(422, { typed, problems: { owner: [sayRefusal(outcome.reason)] } });
			default:
				return fail(409, { typed, refusal: sayRefusal(outcome.reason) });
		}
	}
};

/**
 * Who can have taken part for each party of the agreed version, and who can see to the next review: those whom that
 * version names, and those whom the party has named in the draft since.
 */
function peopleOf({ agreed, draft }: Agreement) {
	const { parties } = asFrozen(agreed?.content ?? { parties: [] });
	const since = [
		...draft.parties.flatMap(({ id, responsible, responsibleName }) =>
			responsible ? [{ person: responsible, organisation: id, name: responsibleName ?? '' }] : []
		),
		...draft.executors,
		...draft.signatories
	];
	const seats = new Map([...namedIn(parties), ...since].map((each) => [seatKey(each), each]));
	return parties.flatMap((party) =>
		[...seats]
			.filter(([, { organisation }]) => organisation === party.organisation)
			.map(([value, { person, name }]) => ({
				value,
				label: `${name}, ${party.name}`,
				person,
				party: party.organisation,
				name
			}))
	);
}
