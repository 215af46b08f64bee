/** The words of the action plan in the reader's language. */
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { sayDay } from '#values/say.ts';
import {
	GOAL_STANDINGS,
	type Goal,
	type GoalStanding,
	type Standing,
	type Timing
} from './action-plan.rules.ts';

const STANDING = {
	proposed: m.activity_standing_proposed,
	planned: m.activity_standing_planned,
	'under-way': m.activity_standing_under_way,
	done: m.activity_standing_done,
	dropped: m.activity_standing_dropped
} satisfies Record<Standing, () => string>;

const GOAL_STANDING = {
	'not-begun': m.goal_standing_not_begun,
	'on-the-way': m.goal_standing_on_the_way,
	reached: m.goal_standing_reached
} satisfies Record<GoalStanding, () => string>;

/** How far an activity has come. */
export const sayStanding = (standing: Standing): string => STANDING[standing]();

/** Where its badge lies between quiet and loud. */
export const toneOf = (standing: Standing) =>
	({ proposed: 'info', 'under-way': 'info', done: 'success' } as const)[
		standing as 'proposed' | 'under-way' | 'done'
	] ?? 'neutral';

/** How far the municipality is with a goal. */
export const sayGoalStanding = (standing: GoalStanding): string => GOAL_STANDING[standing]();

/** The ways a goal may stand, to choose from. */
export const goalStandingOptions = () =>
	GOAL_STANDINGS.map((value) => ({ value, label: sayGoalStanding(value) }));

// Each by its own name: a text looked up by a key would bring every text there is to the browser.
const GOAL = {
	'citizen-takes-part': m.framework_goal_citizen_takes_part,
	'easy-to-know': m.framework_goal_easy_to_know,
	'clear-ways': m.framework_goal_clear_ways,
	'one-responsible': m.framework_goal_one_responsible,
	'shared-view': m.framework_goal_shared_view,
	'right-people': m.framework_goal_right_people
} satisfies Record<Goal, () => string>;

/** A goal of the model. */
export const sayGoal = (goal: Goal): string => GOAL[goal]();

/** When an activity happens: “4 gange om året fra 1. januar 2026”. */
export function sayTiming(timing: Timing): string {
	const say = (day: string) => sayDay(day, getLocale());
	if (timing.kind === 'day') return say(timing.from);
	if (timing.kind === 'period')
		return m.activity_when_period({ from: say(timing.from), until: say(timing.until) });
	const often = m.activity_when_yearly({ times: timing.times, from: say(timing.from) });
	return timing.until ? m.activity_when_yearly_until({ often, until: say(timing.until) }) : often;
}

/** When an activity is held, to choose from. */
export const timingOptions = () => [
	{ value: 'day', label: m.activity_timing_day() },
	{ value: 'period', label: m.activity_timing_period() },
	{ value: 'yearly', label: m.activity_timing_yearly() }
];
