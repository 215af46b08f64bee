import { error, fail, redirect } from '@sveltejs/kit';
import { ActivityChange } from '#features/action-plan/action-plan.schema.ts';
import {
	activityShownAt,
	asGoals,
	conflictOf,
	FIELD_OF,
	optionsOf,
	typedOf
} from '#features/action-plan/show-activity.ts';
import {
	findActivity,
	findPlanPart,
	listPlanOrganisations,
	listPlanPeople
} from '#features/action-plan/server/action-plan.queries.ts';
import { changeActivity } from '#features/action-plan/server/keep-activity.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[part], [activity], people, organisations] = await locals.read(
		findPlanPart(),
		findActivity(params.activity),
		listPlanPeople(),
		listPlanOrganisations()
	);
	if (!part?.decides || !activity) error(404);
	return {
		visitor: locals.visitor,
		id: activity.id,
		what: activity.what,
		version: activityShownAt(activity),
		shown: typedOf(activity),
		options: optionsOf(people, organisations)
	};
};

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		const form = await readForm(request, ActivityChange);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...wish } = form.value;
		const saving = await locals.transact((acting) =>
			changeActivity(acting, params.activity, version, { ...wish, goals: asGoals(wish.goals) })
		);
		if (saving.ok) redirect(303, `/framework/plan/${params.activity}?done=changed`);
		if (saving.reason === 'not-there') error(404);
		if (saving.reason === 'stale') {
			const [people, organisations] = await locals.read(listPlanPeople(), listPlanOrganisations());
			const conflict = conflictOf(saving.saved, form.typed, optionsOf(people, organisations));
			return fail(409, { typed: form.typed, conflict });
		}
		return fail(422, {
			typed: form.typed,
			problems: { [FIELD_OF[saving.reason]]: [sayRefusal(saving.reason)] }
		});
	}
};
