/** What the page of a light seat posts. */
import { z } from 'zod';
import { m } from '#messages';
import { oneOf, text } from '#server/form-fields.ts';

/** The answer to a question. */
export const LightAnswerForm = z.object({
	answer: oneOf(['yes', 'no'], m.request_answer_missing),
	note: text(2000)
});
