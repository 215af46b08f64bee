/**
 * What parties tell others about an agreement: the people it names speak for it, what anybody else writes waits for one of
 * them. A text that has been asked about does not change; another one is asked about anew.
 */
import type { Seat } from '#features/documents/names.rules.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { publishing } from './mandate.rules.ts';

export type PublicationState = 'asked' | 'approved' | 'declined';

/** Where something may be told. */
export const CHANNELS = [
	'press',
	'social-media',
	'website',
	'newsletter',
	'print',
	'meetings',
	'other'
] as const;
export type Channel = (typeof CHANNELS)[number];

export type AskRefusal = 'nobody-may-approve';

/**
 * What comes of a text somebody wants to put out: it is approved, since they speak for the agreement themselves, or it is asked about.
 * @param communicators those the agreement names who are still there
 */
export function askedBy(
	seat: Seat,
	communicators: readonly Seat[]
): Outcome<Exclude<PublicationState, 'declined'>, AskRefusal> {
	if (publishing(seat, communicators) === 'free') return done('approved');
	return communicators.length > 0 ? done('asked') : refused('nobody-may-approve');
}

export type AnswerRefusal = 'not-a-communicator' | 'publication-answered' | 'publication-no-reason';

/** What one of those who speak for the agreement answers: yes, or no with a reason. One answer counts, the first. */
export function answeredBy(
	seat: Seat,
	communicators: readonly Seat[],
	state: PublicationState,
	{ isApproved, reason }: { isApproved: boolean; reason: string }
): Outcome<Exclude<PublicationState, 'asked'>, AnswerRefusal> {
	if (publishing(seat, communicators) !== 'free') return refused('not-a-communicator');
	if (state !== 'asked') return refused('publication-answered');
	if (isApproved) return done('approved');
	return reason === '' ? refused('publication-no-reason') : done('declined');
}
