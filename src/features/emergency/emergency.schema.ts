/** What the forms about emergency access send. */
import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	idField,
	madeId,
	oneOf,
	requiredLine,
	requiredText,
	text,
	version
} from '#server/form-fields.ts';
import { FINDINGS, LASTS } from './emergency.rules.ts';

/** Why, of whom, and for how long; `id` is made with the form. */
export const OpenForm = z.object({
	id: madeId(),
	reason: requiredText(2000, m.emergency_reason_missing),
	name: requiredLine(200, m.need_name_missing),
	birthDate: day(m.need_birth_date_missing),
	lasts: oneOf(LASTS, m.emergency_lasts_missing)
});

/** An access to end before its day. */
export const EndForm = z.object({ emergency: idField() });

/** What is found. */
export const ReviewForm = z.object({
	version: version(),
	finding: oneOf(FINDINGS, m.emergency_finding_missing),
	note: text(2000)
});
