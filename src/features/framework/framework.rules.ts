/**
 * The life of a municipality's overall framework, until it is put before the steering group: who may
 * write it, how the project group takes part, and what stands in the way of submitting it.
 */
import { whatIsMissing, type Missing } from '#features/documents/completeness.rules.ts';
import { differencesBetween } from '#features/documents/difference.rules.ts';
import type { Answers } from '#features/documents/template.rules.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Seat } from './decision.rules.ts';
import { frameworkTemplate } from './framework-template.rules.ts';

/** The municipality, its project leader, and the deputy the leader has appointed; one or both may be missing. */
export type Writers = { host: string; leader: string | null; deputy: string | null };

/** How the project group took part: at a meeting, or by commenting, on a day. */
export type Involvement = { kind: 'meeting' | 'comments'; on: Day };

/** What stands in the way of submitting, in the order it is usually mended. */
export type Obstacle =
	| { kind: 'no-project-leader' }
	| { kind: 'answers-missing'; missing: Missing[] }
	| { kind: 'project-group-not-involved' }
	| { kind: 'round-unfinished'; sections: string[] }
	| { kind: 'already-submitted' };

export type Draft = {
	leader: string | null;
	answers: Answers;
	involvements: readonly Involvement[];
	/** The day the framework was last established; null before the first time. */
	establishedOn: Day | null;
	/** Sections that nobody has said are right, in the round that is open; empty without a round. */
	unchecked: readonly string[];
	/** Whether a version is before the steering group now. */
	isSubmitted: boolean;
};

/**
 * Whether the person may change the answers and submit them: the project leader or the appointed deputy,
 * while they wear the municipality's hat.
 */
export const mayWrite = (seat: Seat, { host, leader, deputy }: Writers): boolean =>
	leader !== null &&
	seat.organisation === host &&
	(seat.person === leader || seat.person === deputy);

/** Whether the person may comment on answers: those who write, and the project group. */
export const mayComment = (seat: Seat, writers: Writers, projectGroup: readonly Seat[]): boolean =>
	mayWrite(seat, writers) ||
	projectGroup.some(
		(each) => each.person === seat.person && each.organisation === seat.organisation
	);

/**
 * Decides whether the person may appoint `deputy`, who must be employed by the municipality like the leader.
 * @param employees the people employed by the host municipality
 */
export function appointDeputy(
	seat: Seat,
	{ host, leader }: Writers,
	deputy: string | null,
	employees: readonly string[]
): Outcome<string | null, 'not-project-leader' | 'leader-is-no-deputy' | 'not-employed-here'> {
	if (seat.person !== leader || seat.organisation !== host) return refused('not-project-leader');
	if (deputy === null) return done(null);
	if (deputy === leader) return refused('leader-is-no-deputy');
	if (!employees.includes(deputy)) return refused('not-employed-here');
	return done(deputy);
}

/** Decides whether an involvement of the project group may be recorded: it has happened, and in this round. */
export function recordInvolvement(
	involvement: Involvement,
	today: Day,
	establishedOn: Day | null
): Outcome<Involvement, 'in-the-future' | 'before-last-approval'> {
	if (involvement.on > today) return refused('in-the-future');
	if (!isOfThisRound(involvement, establishedOn)) return refused('before-last-approval');
	return done(involvement);
}

/**
 * Everything that stands in the way of submitting the framework to the steering group; empty when
 * nothing does. There is a project leader, every question is answered, the project
 * group has been involved since the last approval, each section of a round is said to be right, and no
 * version is waiting already.
 */
export function obstaclesToSubmitting(draft: Draft): Obstacle[] {
	const { leader, answers, involvements, establishedOn, unchecked, isSubmitted } = draft;
	const missing = whatIsMissing(frameworkTemplate, answers);
	const isInvolved = involvements.some((each) => isOfThisRound(each, establishedOn));
	const obstacles: [Obstacle, boolean][] = [
		[{ kind: 'no-project-leader' }, leader === null],
		[{ kind: 'answers-missing', missing }, missing.length > 0],
		[{ kind: 'project-group-not-involved' }, !isInvolved],
		[{ kind: 'round-unfinished', sections: [...unchecked] }, unchecked.length > 0],
		[{ kind: 'already-submitted' }, isSubmitted]
	];
	return obstacles.filter(([, applies]) => applies).map(([obstacle]) => obstacle);
}

/** The questions whose answers are not those that were approved: what the next version would change. */
export const changedSince = (approved: Answers, now: Answers): string[] =>
	differencesBetween(frameworkTemplate, approved, now).map(({ field }) => field.key);

/** An involvement on the very day of the last approval counts for the next round: days have no hours. */
const isOfThisRound = ({ on }: Involvement, establishedOn: Day | null) =>
	establishedOn === null || on >= establishedOn;
