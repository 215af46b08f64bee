/**
 * What parties tell others about an agreement: the people it names speak for it, what anybody else writes waits for one of them,
 * and what carries the name or logo of a party that wants to approve that waits for that party. A text that has been asked about does not change; another one is asked about anew.
 */
import { textAt } from '#features/documents/answered.rules.ts';
import type { Seat } from '#features/documents/names.rules.ts';
import { partyKey } from '#features/documents/shape.rules.ts';
import { findField, type Answers, type Template } from '#features/documents/template.rules.ts';
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

/** Whether an agreement says who may speak for it: the partnership agreement asks instead whose name is used. */
export const namesCommunicators = (template: Template): boolean =>
	findField(template, 'communicators') !== undefined;

/**
 * What comes of a text somebody wants to put out: it is approved, since they speak for the agreement themselves, or it is asked about.
 * @param communicators those the agreement names who are still there; null where it does not ask who they are
 */
export function askedBy(
	seat: Seat,
	communicators: readonly Seat[] | null
): Outcome<Exclude<PublicationState, 'declined'>, AskRefusal> {
	if (communicators === null) return done('approved');
	if (publishing(seat, communicators) === 'free') return done('approved');
	return communicators.length > 0 ? done('asked') : refused('nobody-may-approve');
}

/** Of the parties whose name or logo a text carries, those that want to approve it; one's own is no question. */
export const namesToAsk = (carried: readonly string[], own: string, answers: Answers): string[] =>
	carried.filter(
		(party) => party !== own && textAt(answers, partyKey('name-approval', party)) === 'yes'
	);

/** Whether a text may go out when each of those asked has been heard: one no is enough to stop it. */
export function standingOf(
	state: PublicationState,
	names: readonly { state: PublicationState }[]
): PublicationState {
	const all = [state, ...names.map((each) => each.state)];
	if (all.includes('declined')) return 'declined';
	return all.includes('asked') ? 'asked' : 'approved';
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
