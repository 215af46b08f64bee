/** Whether somebody can at a time, in words. */
import { m } from '#messages';
import type { TimeAnswer } from './times.rules.ts';

const WORDS = { yes: m.times_yes, 'if-need-be': m.times_if_need_be, no: m.times_no };
const TONES = { yes: 'success', 'if-need-be': 'info', no: 'warning' } as const;

/** An answer; null: none yet. */
export const sayTimeAnswer = (answer: TimeAnswer | null): string =>
	answer ? WORDS[answer]() : m.times_waiting();

/** The colour that goes along. */
export const toneOfTimeAnswer = (answer: TimeAnswer | null) =>
	answer ? TONES[answer] : ('neutral' as const);
