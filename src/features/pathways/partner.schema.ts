/** What the forms about partners post. */
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

import { involvedFields } from './involved.schema.ts';

/** An organisation to involve, and why; `id` is made with the form. */
export const PlanForm = z.object({
	id: madeId(),
	organisation: idField(m.partner_organisation_missing),
	reason: requiredText(5000, m.partner_reason_missing),
	...involvedFields
});

/** A question to an organisation. */
export const QuestionForm = z.object({
	version: version(),
	question: requiredText(2000, m.partner_question_missing),
	answerBefore: optionalDay(),
	people: z.array(idField()).min(1, { error: () => m.partner_people_missing() })
});

/** A step about a partner that needs nothing but its version. */
export const StepForm = z.object({ version: version() });

/** An organisation's answer. */
export const AnswerForm = z.object({
	request: idField(),
	answer: oneOf(['yes', 'no'], m.request_answer_missing),
	note: text(2000)
});

/** Somebody of one's own organisation, to bring or to take off. */
export const ColleagueForm = z.object({ colleague: idField(m.colleague_missing) });

/** Whether somebody meets the child. */
export const MeetsChildForm = z.object({
	colleague: idField(),
	meets: oneOf(['yes', 'no'], m.form_choose)
});
