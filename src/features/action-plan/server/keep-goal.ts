import { holdsCprNumber } from '#values/cpr-number.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import type { Goal, GoalStanding } from '../action-plan.rules.ts';
import { findPlanPart, listGoalStandings, writeGoalStanding } from './action-plan.queries.ts';

type What = { standing: GoalStanding; words: string };

/** How far a goal is, as it is saved. */
export type SavedGoal = What & { version: number; by: string; at: Date };

/** What is said of one goal, on top of `version`; 0 is the first time. */
export type Said = What & { goal: Goal; version: number };

/** A goal that somebody else has said something of meanwhile. */
export type Met = { goal: Goal; saved: SavedGoal };

/**
 * Says how far the municipality is with some of the six goals, all of it or nothing: what met with what somebody else has saved is answered
 * with it, and so are those that name a citizen.
 */
export async function tellGoals(
	acting: Acting,
	said: readonly Said[]
): Promise<
	| { ok: true; value: Met[] }
	| { ok: false; reason: 'not-there' }
	| { ok: false; reason: 'names-a-citizen'; goals: Goal[] }
> {
	const part = await acting.first(findPlanPart());
	if (!part?.decides) return { ok: false, reason: 'not-there' };
	const naming = said.filter(({ words }) => holdsCprNumber(words)).map(({ goal }) => goal);
	if (naming.length > 0) return { ok: false, reason: 'names-a-citizen', goals: naming };
	const before = new Map((await acting.all(listGoalStandings())).map((each) => [each.goal, each]));
	const news = said.filter((each) => {
		const saved = before.get(each.goal);
		return !saved || !isSame(saved, each);
	});
	const met: Met[] = news.flatMap(({ goal, version }) => {
		const saved = before.get(goal);
		return saved && saved.version !== version ? [{ goal, saved }] : [];
	});
	if (met.length > 0) return { ok: true, value: met };
	for (const { goal, version, ...what } of news) {
		if ((await acting.run(writeGoalStanding(goal, version, what, acting.visitor.name))) === 0)
			met.push({ goal, saved: (await find(acting, goal))! });
		else
			await acting.run(record('goal.looked-at', part.framework, { goal, standing: what.standing }));
	}
	return { ok: true, value: met };
}

const find = async (acting: Acting, goal: Goal) =>
	(await acting.all(listGoalStandings())).find((each) => each.goal === goal);

const isSame = (saved: What, what: What) =>
	saved.standing === what.standing && saved.words === what.words;
