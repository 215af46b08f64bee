/** The steps of the implementation in words, and as a file for a spreadsheet. */
import { m } from '#messages';
import type { Day } from '#values/day.ts';
import { isOfPathways, type Step, type StepShown, type StepState } from './implementation.rules.ts';
import { writeRows } from './say-follow-up.ts';

const STEP = {
	collaboration: m.implementation_collaboration,
	'framework-begun': m.implementation_framework_begun,
	'framework-in-force': m.implementation_framework_in_force,
	'framework-current': m.implementation_framework_current,
	'partners-know': m.implementation_partners_know,
	agreements: m.implementation_agreements,
	pool: m.implementation_pool,
	'action-plan': m.implementation_action_plan,
	goals: m.implementation_goals,
	pathways: m.implementation_pathways,
	'in-time': m.implementation_in_time
} satisfies Record<Step, () => string>;

const STATE = {
	reached: m.implementation_reached,
	'not-reached': m.implementation_not_reached,
	hidden: m.implementation_hidden
} satisfies Record<StepState, () => string>;

/** What a step says. */
export const sayStep = (step: Step): string => STEP[step]();
/** Where it stands. */
export const sayStepState = (state: StepState): string => STATE[state]();
/** How far: “2 af 3”, a number alone, or nothing. */
export const sayHowFar = ({ count, of }: StepShown): string => {
	if (count === null) return '';
	return of === null ? String(count) : m.implementation_of({ count, of });
};

/** The steps as comma-separated values. @param countedOn the day that what is told of pathways is from */
export const writeSteps = (steps: readonly StepShown[], countedOn: Day | null): string =>
	writeRows([
		[
			m.implementation_step(),
			m.implementation_state(),
			m.implementation_count(),
			m.implementation_all(),
			m.follow_up_taken()
		],
		...steps.map((each) => [
			sayStep(each.step),
			sayStepState(each.state),
			each.count === null ? '' : String(each.count),
			each.of === null ? '' : String(each.of),
			isOfPathways(each.step) ? (countedOn ?? '') : ''
		])
	]);
