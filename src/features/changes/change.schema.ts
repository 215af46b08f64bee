/** What the forms about changes in what was agreed send. */
import { z } from 'zod';
import { m } from '#messages';
import { idField, madeId, requiredText, text, version } from '#server/form-fields.ts';

/** Something has changed; `change` is made with the form, and the words may wait. */
export const TellForm = z.object({ change: madeId(), words: text(2000) });

/** What has changed, in words. */
export const WordsForm = z.object({
	change: idField(),
	version: version(),
	words: requiredText(2000, m.change_words_missing)
});

/** It is seen; an answer may go with it. */
export const AcknowledgeForm = z.object({
	change: idField(),
	version: version(),
	answer: text(2000)
});
