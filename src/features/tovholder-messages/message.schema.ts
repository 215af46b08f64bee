/** What the forms of messages to the tovholder send. */
import { z } from 'zod';
import { m } from '#messages';
import { idField, madeId, requiredText, text } from '#server/form-fields.ts';
import { LONGEST_MESSAGE } from './message.rules.ts';

/** A message from a pathway's own page. */
export const MessageForm = z.object({
	message: madeId(),
	body: requiredText(LONGEST_MESSAGE, m.message_missing)
});

/** The same from the citizen's page, whose address names no pathway. */
export const MyMessageForm = MessageForm.extend({ pathway: idField() });

/** The tovholder's answer; empty where a partner's message is only seen. */
export const AnswerForm = z.object({ message: idField(), answer: text(LONGEST_MESSAGE) });
