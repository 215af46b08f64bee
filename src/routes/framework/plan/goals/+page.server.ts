import { error, fail, redirect } from '@sveltejs/kit';
import { GOALS, type Goal } from '#features/action-plan/action-plan.rules.ts';
import { GoalForm } from '#features/action-plan/action-plan.schema.ts';
import { goalStandingOptions, sayGoal } from '#features/action-plan/say-activity.ts';
import {
	findPlanPart,
	listGoalStandings
} from '#features/action-plan/server/action-plan.queries.ts';
import { tellGoal } from '#features/action-plan/server/keep-goal.ts';
import { m } from '#messages';
import { readForm, type Problems } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Conflicting } from '#ui/Conflict.svelte';
import { conflictTexts, shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[part], standings] = await locals.read(findPlanPart(), listGoalStandings());
	if (!part?.decides) error(404);
	return {
		visitor: locals.visitor,
		isSaved: url.searchParams.get('done') === 'saved',
		options: goalStandingOptions(),
		goals: GOALS.map((goal) => {
			const at = standings.find((each) => each.goal === goal);
			return {
				goal,
				label: sayGoal(goal),
				...asTyped(at),
				version: shownAt(at?.version ?? 0, asTyped(at))
			};
		})
	};
};

const LABELS = { standing: m.goal_standing, words: m.goal_words };

/** How far a goal is, as its form holds it. */
const asTyped = (told: { standing: string; words: string } | undefined) => ({
	standing: told?.standing ?? 'not-begun',
	words: told?.words ?? ''
});

export const actions: Actions = {
	tell: async ({ locals, request }) => {
		const form = await readForm(request, GoalForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { goal, version, ...what } = form.value;
		const told = await locals.transact((acting) => tellGoal(acting, goal as Goal, version, what));
		if (told.ok) redirect(303, `/framework/plan/goals?done=saved#${goal}`);
		if (told.reason === 'not-there') error(404);
		if (told.reason !== 'stale') {
			const problems: Problems<typeof GoalForm> = { words: [sayRefusal(told.reason)] };
			return fail(422, { typed: form.typed, problems });
		}
		const { saved } = told;
		const conflict: Conflicting = {
			version: saved.version,
			by: saved.by,
			at: saved.at,
			texts: conflictTexts(LABELS, form.typed, asTyped(saved), {
				standing: { options: goalStandingOptions() }
			})
		};
		return fail(409, { goal, conflict });
	}
};
