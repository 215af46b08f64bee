import { error, fail, redirect } from '@sveltejs/kit';
import { AnswerPlanForm } from '#features/pathway-plans/plan.schema.ts';
import { answerRefusal, conflictOfAnswer } from '#features/pathway-plans/answer-form.ts';
import type { Side } from '#features/pathway-plans/plan.rules.ts';
import { answerPlan } from '#features/pathway-plans/server/keep-plan.ts';
import {
	findPlanPlace,
	findTypeAccess,
	listPlans
} from '#features/pathway-plans/server/plan.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import { atWork } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [place], plans, [type]] = await locals.read(
		findHead(params.pathway),
		findPlanPlace(params.pathway),
		listPlans(params.pathway),
		findTypeAccess(params.pathway),
		recordFound(
			'plan.read',
			params.pathway,
			null,
			findHead(params.pathway),
			findPlanPlace(params.pathway)
		)
	);
	if (!head || !place) error(404);
	const newest = plans.find(({ isNewest }) => isNewest) ?? null;
	return {
		visitor: locals.visitor,
		today: locals.today,
		head,
		here: `/pathways/${params.pathway}`,
		isOpen: place.isOpen,
		isHeld: place.isHeld,
		partner: place.partner,
		asked: [{ organisation: null, name: '', mayRead: true }, ...place.partners],
		newest,
		access: type?.organisations,
		earlier: plans.filter(({ isNewest }) => !isNewest),
		said:
			(['written', 'answered'] as const).find((each) => each === url.searchParams.get('said')) ??
			null
	};
};

/** Takes an answer to the plan, of the partner or as the citizen told it. */
async function takeAnswer({ locals, params, request }: RequestEvent, side: Side) {
	const form = await readForm(request, AnswerPlanForm);
	if (!form.ok) return fail(422, { side, typed: form.typed, problems: form.problems });
	const answered = await locals.transact((acting) =>
		answerPlan(atWork(acting), params.pathway, form.value, side)
	);
	if (answered.ok) redirect(303, '?said=answered');
	if (answered.reason === 'not-there') error(404);
	if (answered.reason === 'stale')
		return fail(409, {
			side,
			typed: form.typed,
			conflict: conflictOfAnswer(answered.saved, form.typed, side)
		});
	const { status, answer } = answerRefusal(answered.reason);
	return fail(status, { side, typed: form.typed, ...answer });
}

export const actions: Actions = {
	/** The partner whose hat is worn. */
	answer: (event) => takeAnswer(event, 'partner'),
	/** The citizen, by the hand of the one who holds the threads. */
	told: (event) => takeAnswer(event, 'told')
};
