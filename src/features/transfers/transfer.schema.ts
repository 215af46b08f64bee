/** What the forms about handing over send. */
import { z } from 'zod';
import { m } from '#messages';
import { CITIZEN_PARTS } from '#features/pathways/tovholder.rules.ts';
import {
	idField,
	madeId,
	memberField,
	oneOf,
	optionalDay,
	requiredText,
	text,
	version
} from '#server/form-fields.ts';

/** The threads, offered to somebody; its id is made with the form. */
export const OfferForm = z.object({
	id: madeId(),
	candidate: memberField(m.tovholder_candidate_missing),
	reason: requiredText(5000, m.transfer_reason_missing),
	question: requiredText(2000, m.transfer_question_missing),
	citizenPart: oneOf(CITIZEN_PARTS, m.tovholder_part_missing),
	citizenNote: text(2000),
	handoverUntil: optionalDay(),
	answerBefore: optionalDay()
});

/** An organisation's own work, to be handed over to another. */
export const WorkForm = z.object({
	id: madeId(),
	organisation: idField(m.partner_organisation_missing),
	reason: requiredText(5000, m.transfer_reason_missing),
	question: requiredText(2000, m.transfer_question_missing)
});

/** A wish to take the threads over. */
export const WishForm = z.object({
	id: madeId(),
	reason: requiredText(5000, m.transfer_wish_reason_missing)
});

/** A partner's wish to hand over, passed on. */
export const PassOnForm = z.object({
	transfer: idField(),
	version: version(),
	question: requiredText(2000, m.transfer_question_missing),
	answerBefore: optionalDay(),
	people: z.array(idField()).min(1, { error: () => m.partner_people_missing() })
});

/** A no to what is proposed. */
export const DeclineForm = z.object({ transfer: idField(), version: version(), note: text(2000) });

/** What is taken back. */
export const WithdrawForm = z.object({ transfer: idField(), version: version() });

/** The receiver's answer. */
export const AnswerTransferForm = z.object({
	transfer: idField(),
	answer: oneOf(['yes', 'no'], m.request_answer_missing),
	note: text(2000)
});
