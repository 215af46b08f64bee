/** How far the model is in use in a municipality, step by step. None of it is about a person. */
import type { Day } from '#values/day.ts';
import type { FollowUp } from './follow-up.rules.ts';

/** What is known of a municipality. */
export type Facts = {
	collaborations: number;
	begun: boolean;
	inForceOn: Day | null;
	/** Whether the version in force is not past the day of its next update (`framework_is_current`). */
	isCurrent: boolean;
	partners: number;
	partnersRead: number;
	activities: number;
	activitiesDone: number;
	goalsReached: number;
	pool: number;
	agreements: number;
};

/** The steps, in the order in which a municipality usually takes them. */
export const STEPS = [
	'collaboration',
	'framework-begun',
	'framework-in-force',
	'framework-current',
	'partners-know',
	'agreements',
	'pool',
	'action-plan',
	'goals',
	'pathways',
	'in-time'
] as const;
export type Step = (typeof STEPS)[number];

/** Whether a step tells of pathways: it is of the day on which they were counted, and not of today. */
export const isOfPathways = (step: Step): boolean => step === 'pathways' || step === 'in-time';

/** Where a step stands. `hidden`: the numbers behind it are too small to be told (L-13). */
export type StepState = 'reached' | 'not-reached' | 'hidden';

/** A step, and the number that says how far, of how many; null where there is none or it is hidden. */
export type StepShown = { step: Step; state: StepState; count: number | null; of: number | null };

const GOALS = 6;

/** The steps of a municipality. @param pathways the line of all that the reader follows up, with small numbers hidden already */
export function stepsOf(facts: Facts, pathways: FollowUp['numbers'] | null): StepShown[] {
	const reached = (
		step: Step,
		is: boolean,
		count: number | null = null,
		of: number | null = null
	) => ({ step, state: is ? 'reached' : 'not-reached', count, of }) as const;
	return [
		reached('collaboration', facts.collaborations > 0, facts.collaborations),
		reached('framework-begun', facts.begun),
		reached('framework-in-force', facts.inForceOn !== null),
		reached('framework-current', facts.isCurrent),
		reached(
			'partners-know',
			facts.partners > 0 && facts.partnersRead === facts.partners,
			facts.partnersRead,
			facts.partners
		),
		reached('agreements', facts.agreements > 0, facts.agreements),
		reached('pool', facts.pool > 0, facts.pool),
		reached('action-plan', facts.activities > 0, facts.activitiesDone, facts.activities),
		reached('goals', facts.goalsReached === GOALS, facts.goalsReached, GOALS),
		ofPathways('pathways', pathways?.pathways ?? null, null),
		ofPathways('in-time', pathways?.inTime ?? null, pathways?.pathways ?? null)
	];
}

/** Of pathways a step is reached where there are any: of none, and of few, nothing is told. */
const ofPathways = (step: Step, count: number | null, of: number | null): StepShown =>
	count === null
		? { step, state: 'hidden', count: null, of: null }
		: { step, state: count > 0 ? 'reached' : 'not-reached', count, of };

/** How many of the steps are reached. */
export const countReached = (steps: readonly StepShown[]): number =>
	steps.filter(({ state }) => state === 'reached').length;
