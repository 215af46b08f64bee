import { holdsCprNumber } from '#features/documents/validity.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import type { Goal, GoalStanding } from '../action-plan.rules.ts';
import { findPlanPart, listGoalStandings, writeGoalStanding } from './action-plan.queries.ts';

type What = { standing: GoalStanding; words: string };

/** How far a goal is, as it is saved. */
export type SavedGoal = What & { version: number; by: string; at: Date };

/** Says how far the municipality is with one of the six goals, on top of `version`; 0 is the first time. */
export async function tellGoal(
	acting: Acting,
	goal: Goal,
	version: number,
	what: What
): Promise<Outcome<true, 'not-there' | 'names-a-citizen'> | Stale<SavedGoal>> {
	const part = await acting.first(findPlanPart());
	if (!part?.decides) return refused('not-there');
	if (holdsCprNumber(what.words)) return refused('names-a-citizen');
	const before = await find(acting, goal);
	if (before && isSame(before, what)) return done(true);
	if ((await acting.run(writeGoalStanding(goal, version, what, acting.visitor.name))) === 0)
		return stale((await find(acting, goal))!);
	await acting.run(record('goal.looked-at', part.framework, { goal, standing: what.standing }));
	return done(true);
}

const find = async (acting: Acting, goal: Goal) =>
	(await acting.all(listGoalStandings())).find((each) => each.goal === goal);

const isSame = (saved: What, what: What) =>
	saved.standing === what.standing && saved.words === what.words;
