/** What the form about a goal or a task of an agreement posts. */
import { z } from 'zod';
import { numberIn, readCell } from '#features/documents/short.rules.ts';
import { m } from '#messages';
import { line, oneOf, text, version } from '#server/form-fields.ts';
import { PROGRESS } from './progress.rules.ts';

/** The most that a goal is counted to. */
const MOST = 1_000_000_000;

/** A count as people write it, '12' or '12,5'; null where nothing is written. */
const count = line(30).transform((typed, context) => {
	if (typed === '') return null;
	const number = numberIn(readCell({ kind: 'number', unit: null }, typed));
	if (number !== null && number >= 0 && number <= MOST) return number;
	context.addIssue({ code: 'custom', message: m.live_reached_not_a_number() });
	return z.NEVER;
});

/** How a goal or task goes. */
export const ProgressForm = z.object({
	version: version(),
	status: oneOf(PROGRESS, m.form_choose),
	reached: count,
	note: text(2000)
});
