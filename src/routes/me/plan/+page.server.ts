import { error, fail, redirect } from '@sveltejs/kit';
import { AnswerMineForm } from '#features/pathway-plans/plan.schema.ts';
import { answerRefusal, conflictOfAnswer } from '#features/pathway-plans/answer-form.ts';
import { answerPlan } from '#features/pathway-plans/server/keep-plan.ts';
import {
	findPlanPlace,
	findTypeAccess,
	listPlans
} from '#features/pathway-plans/server/plan.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import { asSelf } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { choosePathway } from '../choose-pathway.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen) error(404);
	const [[place], plans, [type]] = await locals.read(
		findPlanPlace(chosen.id),
		listPlans(chosen.id),
		findTypeAccess(chosen.id),
		recordFound('plan.read', chosen.id, null, findPlanPlace(chosen.id))
	);
	if (!place) error(404);
	return {
		visitor: locals.visitor,
		pathway: chosen.id,
		isMine: chosen.isCitizen,
		isOpen: place.isOpen,
		asked: [
			{ organisation: null, name: '', mayRead: null },
			...(chosen.isCitizen ? place.partners : [])
		],
		newest: plans.find(({ isNewest }) => isNewest) ?? null,
		access: type?.organisations,
		earlier: plans.filter(({ isNewest }) => !isNewest),
		hasAnswered: url.searchParams.get('said') === 'answered'
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await readForm(request, AnswerMineForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { pathway, ...sent } = form.value;
		const answered = await locals.transact((acting) =>
			answerPlan(asSelf(acting), pathway, { ...sent, checked: null }, 'citizen')
		);
		if (answered.ok) redirect(303, `/me/plan?pathway=${pathway}&said=answered`);
		if (answered.reason === 'not-there') error(404);
		if (answered.reason === 'stale')
			return fail(409, {
				typed: form.typed,
				conflict: conflictOfAnswer(answered.saved, form.typed, 'citizen')
			});
		const { status, answer } = answerRefusal(answered.reason);
		return fail(status, { typed: form.typed, ...answer });
	}
};
