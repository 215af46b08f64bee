/** What is foreseen: a need with the day it is expected, or somebody more around the citizen. */
import { addDays, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

export const FORESEEN_KINDS = ['need', 'partner'] as const;
export type ForeseenKind = (typeof FORESEEN_KINDS)[number];

/** How a foreseen need ended. */
export const SETTLEMENTS = ['met', 'not-needed'] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

/** What is foreseen, as it is written. `expectedOn` is kept of a need alone. */
export type Foreseen = { kind: ForeseenKind; words: string; expectedOn: Day | null };

/** How long before the day the tovholder is reminded, in days: time to ask somebody and agree with the citizen. */
export const REMINDED_BEFORE = 14;

/** the first day on which the tovholder is reminded. */
export const remindedOn = (expectedOn: Day): Day => addDays(expectedOn, -REMINDED_BEFORE);

/** What is kept of it: a need has a day that has not passed; somebody more is decided on as soon as may be. */
export function shapeForeseen(
	said: Foreseen,
	today: Day
): Outcome<Foreseen, 'need-without-day' | 'need-in-the-past'> {
	if (said.kind === 'partner') return done({ ...said, expectedOn: null });
	if (said.expectedOn === null) return refused('need-without-day');
	return said.expectedOn < today ? refused('need-in-the-past') : done(said);
}
