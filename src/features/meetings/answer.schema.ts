/** What the forms of an answer to an invitation send. */
import { z } from 'zod';
import { m } from '#messages';
import { idField, oneOf, version } from '#server/form-fields.ts';
import { ANSWERS } from './answer.rules.ts';

/** By the link in a mail, and on the page of a meeting. `toSequence`: the time as it was shown. */
export const AnswerForm = z.object({
	answer: oneOf(ANSWERS, m.answer_missing),
	toSequence: version()
});

/** On the citizen's own page, which shows more than one meeting. */
export const OwnAnswerForm = AnswerForm.extend({ pathway: idField(), meeting: idField() });
