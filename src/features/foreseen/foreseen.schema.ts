/** What the forms about what is foreseen, and about the guidelines, send. */
import { z } from 'zod';
import { m } from '#messages';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import {
	idField,
	madeId,
	oneOf,
	optionalDay,
	requiredText,
	text,
	version
} from '#server/form-fields.ts';
import { FORESEEN_KINDS, SETTLEMENTS } from './foreseen.rules.ts';
import { GUIDELINES, MARKS } from './guideline.rules.ts';

/** Something foreseen; `id` is made with the form. */
export const ForeseeForm = z.object({
	id: madeId(),
	kind: oneOf(FORESEEN_KINDS, m.foreseen_kind_missing),
	words: requiredText(200, m.foreseen_words_missing),
	expectedOn: optionalDay(),
	category: oneOf(CATEGORIES, m.entry_category_missing)
});

/** How a foreseen need ended. */
export const SettleForm = z.object({
	need: idField(),
	version: version(),
	settled: oneOf(SETTLEMENTS, m.form_choose)
});

/** A guideline's mark; `version` is 0 where it has none. */
export const MarkForm = z.object({
	guideline: oneOf(GUIDELINES, m.form_choose),
	version: version(),
	mark: oneOf(MARKS, m.form_choose),
	words: text(1000)
});
