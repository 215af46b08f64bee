/** What the forms about closing a pathway send. */
import { z } from 'zod';
import { m } from '#messages';
import type { Criterion } from '#features/pathways/need.rules.ts';
import { chosenOrNot, idField, madeId, requiredText, text, version } from '#server/form-fields.ts';
import { CITIZEN_PARTS, GROUNDS } from './closing.rules.ts';

/** The plan, as far as it is written; `version` is 0 where there is none yet. */
export const PlanForm = z.object({
	closing: madeId(),
	version: version(),
	ground: chosenOrNot(GROUNDS),
	groundNote: text(2000),
	criteria: z.array(z.enum(['1', '2', '3']).transform((digit) => Number(digit) as Criterion)),
	plan: text(10_000),
	citizenPart: chosenOrNot(CITIZEN_PARTS),
	citizenNote: text(2000),
	toldOutside: z.array(idField())
});

/** A closed pathway to open again, and why. */
export const ReopenForm = z.object({
	version: version(),
	reason: requiredText(2000, m.closing_reopen_reason_missing)
});
