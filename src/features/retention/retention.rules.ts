/**
 * How long a closed pathway is kept (L-12), what stops it from going, and what a data protection officer may let go. The
 * database decides who may; here is what is weighed before it is asked, and how a list of what is due falls apart.
 */
import { addDays, addMonths, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** The shortest and the longest time that can be set, in months. */
export const SHORTEST_MONTHS = 1;
export const LONGEST_MONTHS = 600;

/** How far ahead the officer looks, in days. */
export const LOOK_AHEAD = 90;

/** The fewest letters that can be a reason. */
export const SHORTEST_HOLD_REASON = 10;

/** What the officer can answer a citizen who asks for everything to be erased. */
export const DECISIONS = ['granted', 'refused'] as const;
export type Decision = (typeof DECISIONS)[number];

/** GDPR art. 12(3): the last day on which a wish to be erased that was said on `asked` is answered. */
export const answerBy = (asked: Day): Day => addMonths(asked, 1);

/** A closed pathway, as the officer sees it: by number and day. */
export type DuePathway = {
	pathway: string;
	number: number;
	closedOn: Day;
	/** From when it has been kept long enough; null where nobody has said how long. */
	goesOn: Day | null;
	held: boolean;
	letGo: boolean;
};

/** The last day that the officer is shown on `today`. */
export const shownUntil = (today: Day): Day => addDays(today, LOOK_AHEAD);

/** Where each pathway of the list stands on `today`: due and free to go, coming, or held; what is on its way is none of them. */
export function sortDue(pathways: readonly DuePathway[], today: Day) {
	const isDue = ({ goesOn }: DuePathway) => goesOn !== null && goesOn <= today;
	return {
		held: pathways.filter(({ held, letGo }) => held && !letGo),
		due: pathways.filter((each) => !each.letGo && !each.held && isDue(each)),
		coming: pathways.filter((each) => !each.letGo && !each.held && !isDue(each))
	};
}

/** How long nothing moves before an erasure counts as having come to a stop, in milliseconds: the jobs take it up each hour. */
const STANDS_STILL = 2 * 60 * 60_000;

/** What has not moved since then has come to a stop. */
export const stoppedBefore = (now: Date): Date => new Date(now.getTime() - STANDS_STILL);

/** Something that was let go, as far as it has come. */
export type LetGo = { doneAt: Date | null; movedAt: Date; brokeAt: Date | null };

/** Whether it came to a stop: it broke, or nothing has moved for long, since whoever was at it is gone. */
export const hasStopped = ({ doneAt, movedAt, brokeAt }: LetGo, now: Date): boolean =>
	doneAt === null && (brokeAt !== null || movedAt < stoppedBefore(now));

/** Months as a number that can be set. */
export const weighMonths = (typed: string): Outcome<number, 'months-not-a-number'> => {
	const months = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
	return months >= SHORTEST_MONTHS && months <= LONGEST_MONTHS
		? done(months)
		: refused('months-not-a-number');
};

/** A reason to hold something back, or to let go of it again, that says something. */
export const weighHold = (reason: string): Outcome<string, 'reason-too-short'> =>
	reason.trim().length < SHORTEST_HOLD_REASON ? refused('reason-too-short') : done(reason.trim());

/** An answer, complete: a no needs words. */
export const weighDecision = (
	decision: Decision,
	reason: string
): Outcome<Decision, 'refusal-without-reason'> =>
	decision === 'refused' && reason.trim() === ''
		? refused('refusal-without-reason')
		: done(decision);
