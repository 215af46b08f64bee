/** What the link of a light seat may do. */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** What somebody is asked by a link: to help, whether they have room, or to take something over; or that a task is done. */
export const LIGHT_KINDS = ['request', 'capacity', 'transfer', 'task'] as const;
export type LightKind = (typeof LIGHT_KINDS)[number];

/** What is done by a link. */
export type LightAct = 'answer' | 'tick';

/** Answers to a question; only whether there is room can be answered by "later". */
export const LIGHT_ANSWERS = ['yes', 'no', 'later'] as const;
export type LightAnswer = (typeof LIGHT_ANSWERS)[number];

export type SeatRefusal = 'light-other-kind' | 'light-declare-first';

/**
 * Whether somebody may do this by their link: a link for a question answers no task, and outside an authority the
 * confidentiality declaration comes first (L-5), for which one signs in.
 */
export function maySit(
	link: { kind: LightKind },
	visitor: { declared: boolean },
	act: LightAct
): Outcome<true, SeatRefusal> {
	if ((link.kind === 'task') !== (act === 'tick')) return refused('light-other-kind');
	return visitor.declared ? done(true) : refused('light-declare-first');
}

/** The answers to a question of this kind. */
export const answersTo = (kind: LightKind): readonly LightAnswer[] =>
	kind === 'capacity' ? LIGHT_ANSWERS : ['yes', 'no'];
