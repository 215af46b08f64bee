/** What the forms about corrections of minutes send. */
import { z } from 'zod';
import { m } from '#messages';
import { idField, madeId, requiredText, text, version } from '#server/form-fields.ts';

/** Which part of the minutes: an item of the agenda, or what belongs to none. */
const part = () =>
	z
		.union([z.literal('rest'), idField(m.correction_part_missing)])
		.transform((chosen) => (chosen === 'rest' ? null : chosen));

/** A correction that is asked for. */
export const AskForm = z.object({
	correction: madeId(),
	part: part(),
	words: requiredText(2000, m.correction_words_missing)
});

/** A correction that is taken in: the part as it reads from now on, on top of the version it was shown in. */
export const TakeInForm = z.object({
	correction: idField(),
	version: version(),
	text: text(50_000)
});

/** A correction that is declined, and why. */
export const DeclineForm = z.object({
	correction: idField(),
	reason: requiredText(2000, m.correction_reason_missing)
});
