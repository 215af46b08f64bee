/**
 * A need for coordination: when somebody may be given a tovholder, and by when it must be decided.
 *
 * Whoever notices the need asks first whether somebody already holds the threads, and becomes temporary
 * tovholder when nobody does.
 */
import { addDays, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** many involved; a complex case; illness between admission and discharge. */
export const CRITERIA = [1, 2, 3] as const;
export type Criterion = (typeof CRITERIA)[number];

/** What the question "is there a tovholder?" may answer; 'too-many' where it could not be asked any more today. */
export type CheckAnswer = 'no' | 'yes' | 'too-many';

/** Calendar days within which the tovholder is decided, weekends and holidays counted. */
export const DAYS_TO_DECIDE = 7;

export type NeedRefusal =
	| 'no-criterion-met'
	| 'has-tovholder'
	| 'too-many-checks'
	| 'born-in-the-future';

/** Whether somebody can have this birth date: who is born today can, and nobody is born tomorrow. */
export const isBorn = (birthDate: Day, today: Day): boolean => birthDate <= today;

/** Decides whether a need may be registered: it was asked and nobody holds the threads, and at least one criterion is met. */
export function registerNeed(
	criteria: readonly Criterion[],
	check: CheckAnswer
): Outcome<{ criteria: Criterion[] }, NeedRefusal> {
	if (check === 'yes') return refused('has-tovholder');
	if (check === 'too-many') return refused('too-many-checks');
	if (criteria.length === 0) return refused('no-criterion-met');
	return done({ criteria: CRITERIA.filter((criterion) => criteria.includes(criterion)) });
}

/** The last day on which the tovholder is decided in time. */
export const decisionDue = (registeredOn: Day): Day => addDays(registeredOn, DAYS_TO_DECIDE);

/** Whether the decision is late: the last day has passed, and nothing was decided. */
export const isOverdue = (due: Day, decidedOn: Day | null, today: Day): boolean =>
	decidedOn === null && today > due;
