import { error, fail, redirect } from '@sveltejs/kit';
import { ActivityChange } from '#features/action-plan/action-plan.schema.ts';
import { asGoals, FIELD_OF, optionsOf, typedOf } from '#features/action-plan/show-activity.ts';
import { sayGoal } from '#features/action-plan/say-activity.ts';
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
		version: activity.version,
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
		// Both texts: what is saved now beside the form, which holds what was typed and is based on the newest.
		if (saving.reason === 'stale')
			return fail(409, {
				typed: { ...form.typed, version: String(saving.saved.version) },
				saved: {
					by: saving.saved.changedBy,
					at: saving.saved.changedAt,
					...typedOf(saving.saved),
					who: `${saving.saved.responsible.name}, ${saving.saved.responsible.at}`,
					goals: saving.saved.goals.map(sayGoal),
					timing: saving.saved.timing
				}
			});
		return fail(422, {
			typed: form.typed,
			problems: { [FIELD_OF[saving.reason]]: [sayRefusal(saving.reason)] }
		});
	}
};
