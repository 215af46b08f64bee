/**
 * Four ways in which a responsibility on a pathway comes to somebody: it is *assigned* by a decision; an organisation is
 * *referred* to, to help; somebody *hands over* and the receiver must accept; somebody *asks to take over* and is answered.
 * The first two are recorded by what makes them so. This says what may happen to the other two.
 */
import { askQuestion, type Identity } from '#features/pathways/partner.rules.ts';
import {
	lastHandoverDay,
	type CitizenPart,
	type Member
} from '#features/pathways/tovholder.rules.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

export const VERBS = ['assign', 'refer', 'hand-over', 'take-over'] as const;
export type Verb = (typeof VERBS)[number];

/** What is passed: the threads of the pathway, or what an organisation does on it. */
export type Role = 'tovholder' | 'partner';

/** `proposed` waits for the tovholder, `asked` for the receiver; `overtaken`: something else was decided meanwhile. */
export const TRANSFER_STATES = [
	'proposed',
	'asked',
	'accepted',
	'declined',
	'withdrawn',
	'overtaken'
] as const;
export type TransferState = (typeof TRANSFER_STATES)[number];

/** The threads, offered to somebody who must accept them. */
export type ThreadsOffered = Member & {
	/** Why this person, and what has changed. */
	reason: string;
	/** All that the receiver reads before the yes. */
	question: string;
	citizenPart: CitizenPart;
	citizenNote: string;
	/** The last day on which the one before may still read; null for none. */
	handoverUntil: Day | null;
	answerBefore: Day | null;
};

export type OfferRefusal =
	| 'names-the-citizen'
	| 'answer-before-passed'
	| 'citizen-part-unexplained'
	| 'handover-in-the-past'
	| 'handover-too-long'
	| 'transfer-to-oneself';

/** Decides whether the threads may be offered so: the citizen's part is told, nobody is named, and the hand-over ends. */
export function offerThreads(
	offer: ThreadsOffered,
	giver: Member,
	citizen: Identity | null,
	today: Day
): Outcome<ThreadsOffered, OfferRefusal> {
	const { citizenPart, citizenNote, handoverUntil } = offer;
	if (offer.person === giver.person && offer.organisation === giver.organisation)
		return refused('transfer-to-oneself');
	if (citizenPart === 'declined' && citizenNote.trim() === '')
		return refused('citizen-part-unexplained');
	if (handoverUntil !== null && handoverUntil < today) return refused('handover-in-the-past');
	if (handoverUntil !== null && handoverUntil > lastHandoverDay(today))
		return refused('handover-too-long');
	const asked = askQuestion(offer.question, offer.answerBefore, citizen, today);
	return asked.ok ? done(offer) : asked;
}

/** A partner's own work, to be handed over to another organisation once the tovholder has passed it on. */
export type WorkOffered = { organisation: string; reason: string; question: string };

/** Decides whether an organisation may propose to hand its work over so. */
export function offerWork(
	offer: WorkOffered,
	giver: string,
	citizen: Identity | null,
	today: Day
): Outcome<WorkOffered, 'names-the-citizen' | 'answer-before-passed' | 'transfer-to-oneself'> {
	if (offer.organisation === giver) return refused('transfer-to-oneself');
	const asked = askQuestion(offer.question, null, citizen, today);
	return asked.ok ? done(offer) : asked;
}
