/** What the page of a light seat posts. */
import { z } from 'zod';
import { m } from '#messages';
import { oneOf, text } from '#server/form-fields.ts';
import { LIGHT_ANSWERS } from './light.rules.ts';

/** The answer to a question; which of them it takes, its kind says. */
export const LightAnswerForm = z.object({
	answer: oneOf(LIGHT_ANSWERS, m.request_answer_missing),
	note: text(2000)
});
