/** What the forms about pathways post. */
import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	idField,
	line,
	madeId,
	oneOf,
	optionalDay,
	requiredLine,
	requiredText,
	version
} from '#server/form-fields.ts';
import { CATEGORIES } from './category.rules.ts';
import { WORDS_QUESTIONS, WRITTEN_KINDS } from './entry.rules.ts';
import type { Criterion } from './need.rules.ts';

/** Who it is about. `pathway` is made with the form, so that a form sent twice makes one pathway. */
const citizen = {
	pathway: madeId(),
	name: requiredLine(200, m.need_name_missing),
	birthDate: day(m.need_birth_date_missing),
	checkAsked: line(500)
};

/** The question whether somebody holds the threads already. */
export const CheckForm = z.object(citizen);

/** A need for coordination. */
export const NeedForm = z.object({
	...citizen,
	/** whom else was asked; that it was nobody is said. */
	checkAsked: requiredLine(500, m.need_check_asked_missing),
	phone: line(50),
	preferredChannel: line(200),
	language: line(100),
	interpreter: oneOf(['yes', 'no', 'unknown'], m.need_interpreter_missing).transform((answer) =>
		answer === 'unknown' ? null : answer === 'yes'
	),
	description: requiredText(10_000, m.need_description_missing),
	caseworkerName: line(200),
	caseworkerWorkplace: line(200),
	criteria: z.array(z.enum(['1', '2', '3']).transform((digit) => Number(digit) as Criterion)),
	collaboration: idField(m.need_collaboration_missing)
});

const writing = {
	title: line(200),
	body: requiredText(20_000, m.entry_body_missing),
	startsOn: optionalDay(),
	endsOn: optionalDay()
};

/** A new entry; `id` is made with the form. */
export const EntryForm = z.object({
	id: madeId(),
	kind: oneOf(WRITTEN_KINDS, m.entry_kind_missing),
	category: oneOf(CATEGORIES, m.entry_category_missing),
	...writing
});

/** A change of one's own entry. */
export const EntryChange = z.object({ version: version(), ...writing });

/** What the citizen said. */
export const WordsForm = z.object({
	id: madeId(),
	question: oneOf(WORDS_QUESTIONS, m.own_words_question_missing),
	body: requiredText(20_000, m.own_words_body_missing),
	saidOn: day(m.own_words_day_missing)
});
