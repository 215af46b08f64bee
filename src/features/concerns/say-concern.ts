/** What a contact answers to a doubt, in the reader's language. */
import { m } from '#messages';
import type { DoubtAnswer } from './concern.rules.ts';

const ANSWERS: Record<DoubtAnswer, () => string> = {
	refer: m.doubt_answer_refer,
	talk: m.doubt_answer_talk,
	'not-refer': m.doubt_answer_not_refer
};

export const sayDoubtAnswer = (answer: DoubtAnswer): string => ANSWERS[answer]();
