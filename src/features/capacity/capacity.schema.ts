/** What the forms about room send. */
import { z } from 'zod';
import { m } from '#messages';
import {
	idField,
	madeId,
	oneOf,
	optionalDay,
	requiredText,
	text,
	version
} from '#server/form-fields.ts';
import { CAPACITY_ANSWERS } from './capacity.rules.ts';

/** A question whether an organisation has room; its id is made with the form. */
export const AskCapacityForm = z.object({
	capacity: madeId(),
	asked: idField(m.partner_organisation_missing),
	question: requiredText(2000, m.partner_question_missing),
	answerBefore: optionalDay()
});

/** A question to take back. */
export const WithdrawCapacityForm = z.object({ capacity: idField(), version: version() });

/** The organisation's answer. */
export const AnswerCapacityForm = z.object({
	capacity: idField(),
	answer: oneOf(CAPACITY_ANSWERS, m.capacity_answer_missing),
	note: text(2000)
});
