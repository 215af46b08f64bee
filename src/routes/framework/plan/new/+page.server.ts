import { error, fail, redirect } from '@sveltejs/kit';
import { ActivityForm } from '#features/action-plan/action-plan.schema.ts';
import {
	asGoals,
	emptyActivity,
	FIELD_OF,
	optionsOf
} from '#features/action-plan/show-activity.ts';
import {
	findPlanPart,
	listPlanOrganisations,
	listPlanPeople
} from '#features/action-plan/server/action-plan.queries.ts';
import { proposeActivity } from '#features/action-plan/server/keep-activity.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [[part], people, organisations] = await locals.read(
		findPlanPart(),
		listPlanPeople(),
		listPlanOrganisations()
	);
	if (!part?.takesPart) error(404);
	return {
		visitor: locals.visitor,
		decides: part.decides,
		newId: crypto.randomUUID(),
		shown: emptyActivity(locals.today),
		options: optionsOf(people, organisations)
	};
};

export const actions: Actions = {
	add: async ({ locals, request }) => {
		const form = await readForm(request, ActivityForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, ...wish } = form.value;
		const made = await locals.transact((acting) =>
			proposeActivity(acting, id, { ...wish, goals: asGoals(wish.goals) })
		);
		if (made.ok) redirect(303, `/framework/plan/${made.value}`);
		if (made.reason === 'not-there') error(404);
		if (made.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved(made.saved, { what: m.activity_what, words: m.activity_words })
			});
		return fail(422, {
			typed: form.typed,
			problems: { [FIELD_OF[made.reason]]: [sayRefusal(made.reason)] }
		});
	}
};
