/** What the forms of a meeting that is run on the screen send, and those of its minutes. */
import { z } from 'zod';
import { m } from '#messages';
import { chosenOrNot, idField, oneOf, text, tick, version } from '#server/form-fields.ts';
import { OUTCOMES, STEPS } from './running.rules.ts';

const idOrNone = () => z.union([z.literal(''), idField()], { error: () => m.form_choose() });

/** The minutes an item has: 1 to 480, or none of its own. */
export const itemMinutes = () =>
	z
		.string()
		.refine((typed) => typed === '' || /^([1-9]\d?|[1-3]\d\d|4[0-7]\d|480)$/.test(typed), {
			error: () => m.agenda_minutes_wrong()
		})
		.transform((typed) => (typed === '' ? null : Number(typed)));

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
	goesOn: tick()
});
export type WrittenOutcome = z.output<typeof OutcomeForm>;

/** Who is there, and who was ticked when the page was shown. */
export const AttendanceForm = z.object({
	attended: z.array(idField()),
	shown: z.array(idField())
});

/** Who writes along. */
export const WritersForm = z.object({ writers: z.array(idField()) });

/**
 * What came of each item of minutes that are written in one form: its inputs have names that end in the item's id, from
 * `version-…` on. What does not fit is said under the name of the outcome.
 */
export function readOutcomes(typed: Readonly<Record<string, string>>): {
	outcomes: WrittenOutcome[];
	problems: Record<string, string[]>;
} {
	const problems: Record<string, string[]> = {};
	const outcomes = Object.keys(typed).flatMap((name) => {
		const item = /^version-([0-9a-f-]{36})$/.exec(name)?.[1];
		if (!item) return [];
		const field = (start: string) => typed[`${start}-${item}`] ?? '';
		const read = OutcomeForm.safeParse({
			version: field('version'),
			item,
			outcome: field('outcome'),
			outcomeKind: field('outcomeKind'),
			goesOn: field('goesOn')
		});
		if (read.success) return [read.data];
		problems[`outcome-${item}`] = z.flattenError(read.error).fieldErrors.outcome ?? [
			m.form_choose()
		];
		return [];
	});
	return { outcomes, problems };
}
