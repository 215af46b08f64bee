/** What the forms about telling others about an agreement post. */
import { z } from 'zod';
import { m } from '#messages';
import {
	idField,
	line,
	madeId,
	oneOf,
	requiredLine,
	requiredText,
	text
} from '#server/form-fields.ts';
import { CHANNELS } from './publication.rules.ts';

/** A text that somebody wants to put out. */
export const AskPublicationForm = z.object({
	id: madeId(),
	title: requiredLine(200, m.publication_title_missing),
	body: requiredText(20_000, m.publication_body_missing),
	channel: oneOf(CHANNELS, m.form_choose),
	/** The parties whose name or logo it carries. */
	carries: z.array(line(80))
});

/** What one who speaks for the agreement says to it. */
export const AnswerPublicationForm = z.object({
	publication: idField(),
	/** Answered for the use of one's organisation's name; '' as one who speaks for the agreement. */
	as: oneOf(['', 'name'], m.form_choose),
	answer: oneOf(['approved', 'declined'], m.form_choose),
	reason: text(5000)
});
