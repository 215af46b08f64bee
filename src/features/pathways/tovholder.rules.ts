/**
 * Who holds the threads. Exactly one person does at any time: first whoever noticed the need, then whoever it is
 * decided is the right one; nothing but a decision changes it.
 */
import { addDays, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** decided at a distribution meeting, or agreed directly with the citizen and the candidate. */
export const ROUTES = ['meeting', 'direct'] as const;
export type Route = (typeof ROUTES)[number];

/** how the citizen took part in the decision. */
export const CITIZEN_PARTS = ['present', 'heard-before', 'declined'] as const;
export type CitizenPart = (typeof CITIZEN_PARTS)[number];

/** Days for which a former tovholder may keep access to hand over: a month is enough to say what is known. */
export const LONGEST_HANDOVER = 30;

/** A person at work in an organisation. */
export type Member = { person: string; organisation: string };

/** What is decided about the threads of a pathway. */
export type Decision = Member & {
	/** Why this person. */
	reason: string;
	route: Route;
	citizenPart: CitizenPart;
	citizenNote: string;
	/** the day on which the candidate said yes. */
	agreedOn: Day | null;
	/** Who heard it. */
	heardBy: string;
	/** The last day on which the one before may still read; null for none. */
	handoverUntil: Day | null;
};

export type DecisionRefusal =
	| 'no-reason'
	| 'candidate-not-asked'
	| 'candidate-agreed-ahead'
	| 'citizen-part-unexplained'
	| 'handover-in-the-past'
	| 'handover-too-long';

/** Decides whether a decision is complete: why, how it was agreed, the citizen's part, and a hand-over that ends. */
export function decideTovholder(
	decision: Decision,
	today: Day
): Outcome<Decision, DecisionRefusal> {
	const { reason, citizenPart, citizenNote, agreedOn, heardBy, handoverUntil } = decision;
	if (reason.trim() === '') return refused('no-reason');
	if (agreedOn === null || heardBy.trim() === '') return refused('candidate-not-asked');
	if (agreedOn > today) return refused('candidate-agreed-ahead');
	if (citizenPart === 'declined' && citizenNote.trim() === '')
		return refused('citizen-part-unexplained');
	if (handoverUntil !== null && handoverUntil < today) return refused('handover-in-the-past');
	if (handoverUntil !== null && handoverUntil > lastHandoverDay(today))
		return refused('handover-too-long');
	return done(decision);
}

export type OfferRefusal = 'refused-ahead';

/** a tovholder is offered, and the citizen's no is written down with its day, which has come. */
export const refuseOffer = (refusedOn: Day, today: Day): Outcome<true, OfferRefusal> =>
	refusedOn > today ? refused('refused-ahead') : done(true);

/** The last day that a hand-over beginning today may last. */
export const lastHandoverDay = (today: Day): Day => addDays(today, LONGEST_HANDOVER);

/** The kind of the first tovholder and of every later one: the first is temporary, whoever it is. */
export const kindOf = (earlier: number): 'temporary' | 'final' =>
	earlier === 0 ? 'temporary' : 'final';

/** The part of a name that is looked for, of what stands in an address or comes with a form. */
export const partOfName = (typed: string | null): string => (typed ?? '').trim().slice(0, 100);
