/** What the forms about worry send. */
import { z } from 'zod';
import { m } from '#messages';
import { madeId, memberField, oneOf, requiredText, text, version } from '#server/form-fields.ts';
import { DOUBT_ANSWERS } from './concern.rules.ts';

/** A doubt; its id is made with the form. `contact` is 'person organisation'. */
export const DoubtForm = z.object({
	doubt: madeId(),
	contact: memberField(m.doubt_contact_missing),
	question: requiredText(2000, m.doubt_question_missing)
});

/** The contact's answer. */
export const DoubtAnswerForm = z.object({
	version: version(),
	answer: oneOf(DOUBT_ANSWERS, m.doubt_answer_missing),
	note: text(2000)
});
