/** Whether somebody comes, in words. */
import { m } from '#messages';
import type { Answer } from './answer.rules.ts';

const WORDS = { yes: m.answered_yes, maybe: m.answered_maybe, no: m.answered_no };
const TONES = { yes: 'success', maybe: 'info', no: 'warning' } as const;

/** An answer as the others read it; null: none yet. */
export const sayAnswer = (answer: Answer | null): string =>
	answer ? WORDS[answer]() : m.answered_not();

/** The colour that goes along. */
export const toneOfAnswer = (answer: Answer) => TONES[answer];
