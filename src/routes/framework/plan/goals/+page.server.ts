import { error, fail, redirect } from '@sveltejs/kit';
import { GOALS, type Goal, type GoalStanding } from '#features/action-plan/action-plan.rules.ts';
import { GoalForm } from '#features/action-plan/action-plan.schema.ts';
import { goalStandingOptions, sayGoal } from '#features/action-plan/say-activity.ts';
import {
	findPlanPart,
	listGoalStandings
} from '#features/action-plan/server/action-plan.queries.ts';
import { tellGoals } from '#features/action-plan/server/keep-goal.ts';
import { m } from '#messages';
import { readBody, readFields } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Conflicting } from '#ui/Conflict.svelte';
import { conflictTexts, isTouched, shownAt } from '#values/shown.ts';
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

/** The inputs of each goal in the one form of all: 'shared-view-words'. */
const INPUTS = ['version', 'standing', 'words'] as const;
const inputOf = (goal: Goal, name: (typeof INPUTS)[number]) => `${goal}-${name}`;

/** What the form says of each goal; of one alone where a conflict is answered, with the others that wait for theirs beside it. */
function readGoals(body: FormData) {
	const one = body.get('goal');
	return GOALS.flatMap((goal) => {
		const fields = new FormData();
		fields.set('goal', goal);
		for (const name of INPUTS) {
			const sent = body.get(goal === one ? name : inputOf(goal, name));
			if (sent === null && goal !== one) return [];
			fields.set(name, sent ?? '');
		}
		return [{ goal, read: readFields(fields, GoalForm) }];
	});
}

/** Whether anything was changed of what the form showed; what a form does not tell counts as changed. */
const isChanged = ({
	version,
	standing,
	words
}: {
	version: string;
	standing: string;
	words: string;
}) => isTouched(version, 'standing', standing) || isTouched(version, 'words', words);

export const actions: Actions = {
	tell: async ({ locals, request }) => {
		const sent = readGoals(await readBody(request));
		if (sent.length === 0) error(404);
		const typed = Object.fromEntries(sent.map(({ goal, read }) => [goal, read.typed]));
		const problems = Object.fromEntries(
			sent.flatMap(({ goal, read }) =>
				read.ok
					? []
					: Object.entries(read.problems).map(([name, each]) => [`${goal}-${name}`, each])
			)
		);
		if (Object.keys(problems).length > 0) return fail(422, { typed, problems });
		const said = sent.flatMap(({ goal, read }) =>
			read.ok && isChanged(read.typed)
				? [
						{
							goal,
							version: read.value.version,
							standing: read.value.standing as GoalStanding,
							words: read.value.words
						}
					]
				: []
		);
		const told = await locals.transact((acting) => tellGoals(acting, said));
		if (!told.ok && told.reason === 'not-there') error(404);
		if (!told.ok)
			return fail(422, {
				typed,
				problems: Object.fromEntries(
					told.goals.map((goal) => [inputOf(goal, 'words'), [sayRefusal(told.reason)]])
				)
			});
		const [first] = told.value;
		if (!first) redirect(303, '/framework/plan/goals?done=saved');
		const { goal, saved } = first;
		const conflict: Conflicting = {
			version: saved.version,
			by: saved.by,
			at: saved.at,
			texts: conflictTexts(LABELS, typed[goal]!, asTyped(saved), {
				standing: { options: goalStandingOptions() }
			})
		};
		return fail(409, {
			goal,
			label: sayGoal(goal),
			conflict,
			/** What else was said: nothing of it is kept yet, and it is sent along. */
			waiting: sent
				.filter((each) => each.goal !== goal)
				.flatMap((each) =>
					INPUTS.map((name) => ({
						name: inputOf(each.goal, name),
						value: typed[each.goal]![name]
					}))
				)
		});
	}
};
