/** The plan of a pathway: who owns it, how the cooperation goes on, and who says yes to exactly this edition. */
import type { Former } from '#values/former.ts';
import { shownAt } from '#values/shown.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { SaidForTheLaw } from './section-141.rules.ts';

/** how somebody stands to an edition. Whoever has not answered stands at `not-yet`. */
export const ANSWERS = ['accepted', 'not-yet', 'disagrees'] as const;
export type Answer = (typeof ANSWERS)[number];

/** L-26: how it was made sure that a citizen who says yes by word of mouth has understood what they say yes to. */
export const CHECKS = ['own-words', 'point-by-point', 'with-interpreter', 'other'] as const;
export type Check = (typeof CHECKS)[number];

/** Whoever owns the plan, as they were called when it was written. */
export type Owner = {
	person: string;
	organisation: string;
	name: string;
	organisationName: string;
};

/** What an edition says besides who owns it. */
export type PlanText = {
	/** Which kind of plan it is, as the framework called it when it was chosen; empty where it is none of those. */
	planType: string;
	/** What is to be different. */
	aim: string;
	/** What is done for it. */
	steps: string;
	/** how the cooperation goes on. */
	cooperation: string;
	/** how and when the citizen is involved. */
	involvement: string;
	reviewOn: Day | null;
} & SaidForTheLaw;

/** How the citizen is called among those who own the plan, in a form. */
export const CITIZEN = 'citizen';

/** How somebody at work is called in a form. */
export const keyOf = ({ person, organisation }: Pick<Owner, 'person' | 'organisation'>): string =>
	`${person} ${organisation}`;

export type PlanRefusal = 'plan-without-owner' | 'owner-not-involved' | 'review-in-the-past';

/**
 * Who will own the plan, out of those who are on the pathway: at least one, of whom the citizen may be one. The day on
 * which it is looked at again has not passed.
 */
export function chooseOwners(
	chosen: readonly string[],
	candidates: readonly Owner[],
	reviewOn: Day | null,
	today: Day
): Outcome<{ owners: Owner[]; citizenOwns: boolean }, PlanRefusal> {
	if (chosen.length === 0) return refused('plan-without-owner');
	const owners = candidates.filter((each) => chosen.includes(keyOf(each)));
	const citizenOwns = chosen.includes(CITIZEN);
	const found = new Set([...owners.map(keyOf), ...(citizenOwns ? [CITIZEN] : [])]);
	if (chosen.some((key) => !found.has(key))) return refused('owner-not-involved');
	if (reviewOn !== null && reviewOn < today) return refused('review-in-the-past');
	return done({ owners, citizenOwns });
}

/** Who answers: the citizen, the citizen by the tovholder's hand, or the partner whose hat is worn. */
export type Side = 'citizen' | 'told' | 'partner';

/** An answer, and how a yes that was told was checked; null for every other. */
export type Said = { answer: Answer; note: string; checked: Check | null };
export type AnswerRefusal = 'disagreement-without-note' | 'yes-unchecked' | 'check-without-note';

/**
 * Whoever disagrees says why, so that something can be done about it. A yes that the tovholder writes down for the citizen
 * stands with how it was checked (L-26), in words where it was in another way than those to choose.
 */
export function shapeAnswer(
	{ answer, note, checked }: Said,
	side: Side
): Outcome<Said, AnswerRefusal> {
	const words = note.trim();
	if (answer === 'disagrees' && words === '') return refused('disagreement-without-note');
	if (side !== 'told' || answer !== 'accepted') return done({ answer, note: words, checked: null });
	if (checked === null) return refused('yes-unchecked');
	if (checked === 'other' && words === '') return refused('check-without-note');
	return done({ answer, note: words, checked });
}

/** An answer as it was given to one edition; `organisation` is null for the citizen. */
export type Given = {
	organisation: string | null;
	name: string;
	answer: Answer;
	note: string;
	by: string;
	/** The citizen told it, and somebody else wrote it down. */
	told: boolean;
	/** Of a yes that was told, since it is asked for. */
	checked: Check | null;
	at: string;
	version: number;
	/** What was answered before to the same edition. */
	former: Former[];
};

/** An answer as its form holds it. */
export const asAnswered = ({ answer, checked, note }: Given) => ({
	answer,
	checked: checked ?? '',
	note
});

/** The version of an answer, with what its form shows of it. */
export const answerShownAt = (given: Given | undefined): string =>
	given ? shownAt(given.version, asAnswered(given)) : '0';

/** Somebody who is asked; `mayRead` is null where the reader may not know. */
export type Asked = { organisation: string | null; name: string; mayRead: boolean | null };

/** How somebody stands to the edition. */
export type Standing = Asked & { given: Given | null; answer: Answer };

/**
 * How each of those who are asked stands to an edition, the citizen first. Whoever answered and is on the pathway no
 * more is listed still: the answer was given.
 */
export function standingsOf(asked: readonly Asked[], given: readonly Given[]): Standing[] {
	const standing = asked.map((each) => {
		const own = given.find(({ organisation }) => organisation === each.organisation) ?? null;
		return { ...each, given: own, answer: own?.answer ?? ('not-yet' as const) };
	});
	const gone = given
		.filter(({ organisation }) => !asked.some((each) => each.organisation === organisation))
		.map((each) => ({
			organisation: each.organisation,
			name: each.name,
			mayRead: null,
			given: each,
			answer: each.answer
		}));
	return [...standing, ...gone].sort(
		(one, other) => Number(other.organisation === null) - Number(one.organisation === null)
	);
}

/** Whether everybody who is asked has accepted: the citizen, and each partner that is on the pathway now. */
export const isAcceptedByAll = (asked: readonly Asked[], given: readonly Given[]): boolean =>
	asked.every((each) =>
		given.some((own) => own.organisation === each.organisation && own.answer === 'accepted')
	);
