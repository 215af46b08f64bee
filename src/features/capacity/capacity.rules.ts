/**
 * Whether an organisation has room for a kind of task, asked before anybody is asked to take part. Nobody is named, no pathway
 * is opened, and the answer binds nobody.
 */
import { done, refused, type Outcome } from '#values/outcome.ts';

export const CAPACITY_ANSWERS = ['yes', 'no', 'later'] as const;
export type CapacityAnswer = (typeof CAPACITY_ANSWERS)[number];

/** A "later" says when, or what it takes. */
export const answerCapacity = (
	answer: CapacityAnswer,
	note: string
): Outcome<CapacityAnswer, 'capacity-later-without-when'> =>
	answer === 'later' && note.trim() === '' ? refused('capacity-later-without-when') : done(answer);
