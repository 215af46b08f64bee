/**
 * Emergency access: somebody at work in the municipality opens a pathway they are not on, because life or health may depend
 * on it. The reason comes first, it ends by itself, those it is about are told, and it is reviewed afterwards.
 */
import { addDays, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** How long it lasts: through today, or through tomorrow, for a night. */
export const LASTS = ['today', 'tomorrow'] as const;
export type Lasts = (typeof LASTS)[number];

/** The fewest letters that can be a reason. */
export const SHORTEST_REASON = 10;

/** What the data protection officer can find. */
export const FINDINGS = ['justified', 'not-justified'] as const;
export type Finding = (typeof FINDINGS)[number];

/** The last day of an access that begins on `today`. */
export const lastDayOf = (lasts: Lasts, today: Day): Day =>
	lasts === 'today' ? today : addDays(today, 1);

/** Whether somebody reviews the municipality's emergency accesses: its data protection officer. */
export const mayReview = (
	visitor: {
		hat: string | null;
		organisation: string | null;
		tenant: string | null;
		function: string | null;
	} | null
): boolean =>
	visitor !== null &&
	visitor.hat === 'organisation' &&
	visitor.organisation === visitor.tenant &&
	visitor.function === 'data-protection-officer';

/** How soon it is found whether one was in order, in days: while those who were there remember. Ours; no law names any. */
const REVIEW_WITHIN = 7;

/** The last day on which one that began on `from` is to be reviewed. */
export const reviewBy = (from: Day): Day => addDays(from, REVIEW_WITHIN);

/** Whether the day for reviewing one that nobody has reviewed is past. */
export const isLate = (
	{ from, reviewedAt }: { from: Day; reviewedAt: Date | null },
	today: Day
): boolean => reviewedAt === null && reviewBy(from) < today;

/** A reason that says something. */
export const weighReason = (reason: string): Outcome<string, 'reason-too-short'> =>
	reason.trim().length < SHORTEST_REASON ? refused('reason-too-short') : done(reason.trim());

/** What is found, complete: that it was not justified needs words. */
export const weighFinding = (
	finding: Finding,
	note: string
): Outcome<Finding, 'finding-without-note'> =>
	finding === 'not-justified' && note.trim() === ''
		? refused('finding-without-note')
		: done(finding);

/** Whether an access is open on `today`. */
export const isOpen = (
	{ from, until, endedAt }: { from: Day; until: Day; endedAt: Date | null },
	today: Day
): boolean => endedAt === null && from <= today && today <= until;
