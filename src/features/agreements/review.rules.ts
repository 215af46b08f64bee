/**
 * How an agreement is kept alive: it is revisited jointly, with an outcome for each obligation, on a day
 * of its own with an owner; and one that nobody opens is told to be sleeping.
 */
import { laterOf, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Obligation, ObligationStatus } from './obligation.rules.ts';

/** How an obligation was found to stand at a review. */
export const REVIEW_OUTCOMES = ['kept', 'on-track', 'behind', 'not-begun', 'dropped'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** What the parties make of the agreement as a whole. */
export const CONCLUSIONS = ['continue', 'adjust', 'end'] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

/** What was found about one obligation. A note says why it is behind, not begun or given up. */
export type Finding = { obligation: string; outcome: ReviewOutcome; note: string };

/** A review as it was held. */
export type Review = {
	on: Day;
	/** Who took part, and for which party. */
	present: readonly { person: string; party: string }[];
	findings: readonly Finding[];
	conclusion: Conclusion;
	/** The day of the next review and who sees to it; both null where the agreement is to end. */
	next: { on: Day; owner: { person: string; party: string } } | null;
};

/** When an agreement is gone through next, and who sees to it. */
export type NextReview = {
	on: Day | null;
	owner: { person: string; organisation: string } | null;
};

/**
 * When the agreement is gone through next, now that a version is agreed on. Its day was often written long ago and has
 * come along unchanged from the version before, while a review held since has set another: so the new version's day
 * takes the place of what stands only where it is later, or where the parties wrote another day than last time, which
 * they do on purpose. A version that names no day changes nothing.
 * @param before what the version agreed on before it says; undefined where it is the first
 */
export function nextReview(
	stands: NextReview,
	said: NextReview,
	before: NextReview | undefined
): NextReview {
	const isOtherThanBefore = before !== undefined && said.on !== before.on;
	const counts =
		said.on !== null && (stands.on === null || said.on > stands.on || isOtherThanBefore);
	if (counts) return { on: said.on, owner: said.owner ?? stands.owner };
	const isNewOwner = before !== undefined && said.owner?.person !== before.owner?.person;
	return { on: stands.on, owner: (isNewOwner && said.owner) || stands.owner };
}

/** The agreement as its review needs it. `lastDay` is the last in force, where one is in sight. */
export type Reviewed = {
	parties: readonly string[];
	from: Day;
	lastDay: Day | null;
	obligations: readonly Pick<Obligation, 'id' | 'status'>[];
};

export type ReviewRefusal =
	| 'in-the-future'
	| 'not-in-force-yet'
	| 'agreement-has-ended'
	| 'party-not-there'
	| 'outcome-missing'
	| 'note-needed'
	| 'next-review-missing'
	| 'next-review-too-early'
	| 'next-review-after-end'
	| 'owner-not-of-a-party';

/**
 * Decides whether a review can be recorded. It was held while the agreement ran, with somebody from every
 * party; each obligation not done with has an outcome; and unless the agreement is to end there is a next day.
 */
export function recordReview(
	review: Review,
	agreement: Reviewed,
	today: Day
): Outcome<Review, ReviewRefusal> {
	const { parties, from, lastDay } = agreement;
	if (review.on > today) return refused('in-the-future');
	if (review.on < from) return refused('not-in-force-yet');
	if (lastDay !== null && review.on > lastDay) return refused('agreement-has-ended');
	if (partiesAbsent(review, parties).length > 0) return refused('party-not-there');
	if (withoutOutcome(review, agreement).length > 0) return refused('outcome-missing');
	if (review.findings.some((each) => needsNote(each) && !each.note.trim()))
		return refused('note-needed');
	return refusalOfNext(review, agreement) ?? done(review);
}

/** The parties from whom nobody took part; a review is held jointly. */
export const partiesAbsent = (
	{ present }: Pick<Review, 'present'>,
	parties: readonly string[]
): string[] => parties.filter((party) => !present.some((each) => each.party === party));

/** The obligations not done with for which the review has found nothing. */
export const withoutOutcome = (
	{ findings }: Pick<Review, 'findings'>,
	{ obligations }: Pick<Reviewed, 'obligations'>
): string[] =>
	obligations
		.filter(({ status }) => status === 'open' || status === 'under-way')
		.map(({ id }) => id)
		.filter((id) => !findings.some((each) => each.obligation === id));

/** The status an obligation has after what a review found. */
export const statusAfter = (outcome: ReviewOutcome): ObligationStatus =>
	outcome === 'on-track' || outcome === 'behind'
		? 'under-way'
		: outcome === 'not-begun'
			? 'open'
			: outcome;

/** Months after which an agreement that nobody opens is asleep, where nothing else is set. */
export const MONTHS_TO_SLEEP = 6;

/** When an agreement was last taken up. */
export type LastTouched = { from: Day; openedOn: Day | null; reviewedOn: Day | null };

/** The day on which an agreement was last opened or gone through; its first day in force where neither was after it. */
export const lastTouched = ({ from, openedOn, reviewedOn }: LastTouched): Day =>
	laterOf(laterOf(openedOn ?? from, reviewedOn ?? from), from);

function refusalOfNext({ on, conclusion, next }: Review, { parties, lastDay }: Reviewed) {
	if (next === null) return conclusion === 'end' ? null : refused('next-review-missing');
	if (next.on <= on) return refused('next-review-too-early');
	if (lastDay !== null && next.on > lastDay) return refused('next-review-after-end');
	return parties.includes(next.owner.party) ? null : refused('owner-not-of-a-party');
}

const needsNote = ({ outcome }: Finding) =>
	outcome === 'behind' || outcome === 'not-begun' || outcome === 'dropped';
