/** What the forms of a meeting that is run on the screen send. */
import { z } from 'zod';
import { m } from '#messages';
import { OUTCOMES } from '#features/group-meetings/series.rules.ts';
import { chosenOrNot, idField, oneOf, text, tick, version } from '#server/form-fields.ts';
import { STEPS } from './running.rules.ts';

const idOrNone = () => z.union([z.literal(''), idField()], { error: () => m.form_choose() });

/** A step of whoever leads, from the place in the meeting that the page showed. */
export const RunForm = z.object({
	version: version(),
	does: oneOf(STEPS, m.form_choose),
	item: idOrNone(),
	participant: idOrNone()
});

/** What came of one item. */
export const OutcomeForm = z.object({
	version: version(),
	item: idField(),
	outcome: text(20_000),
	outcomeKind: chosenOrNot(OUTCOMES),
	parked: tick()
});

/** What belongs to no item. */
export const RestForm = z.object({
	version: version(),
	minutes: text(50_000),
	withoutCitizen: text(1000)
});

/** Who is there, and who was ticked when the page was shown. */
export const AttendanceForm = z.object({
	attended: z.array(idField()),
	shown: z.array(idField())
});

/** Who writes along. */
export const WritersForm = z.object({ writers: z.array(idField()) });
