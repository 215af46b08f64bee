/** What the form of the minutes sends: one part of the whole, and one for each item, under names that end in its id. */
import { z } from 'zod';
import { readOutcomes } from '#features/held-meetings/running.schema.ts';
import { idField, text, version } from '#server/form-fields.ts';
import type { WrittenMinutes } from './server/write-minutes.ts';

const Whole = z.object({
	version: version(),
	minutes: text(50_000),
	withoutCitizen: text(1000),
	attended: z.array(idField()),
	/** Who was ticked when the page was shown. */
	shown: z.array(idField())
});

/** What belongs to no item, as it is typed while the meeting is held. */
export const RestForm = Whole.omit({ attended: true, shown: true });

type MinutesRead = {
	/** What was typed, by input name. */
	typed: Record<string, string>;
	attended: string[];
	shown: string[];
} & ({ ok: true; value: WrittenMinutes } | { ok: false; problems: Record<string, string[]> });

/** Reads the form; where something does not fit, says what under the name of its input. */
export function readMinutes(posted: FormData): MinutesRead {
	const typed: Record<string, string> = {};
	for (const [name, value] of posted) if (typeof value === 'string') typed[name] = value;
	const attended = posted.getAll('attended').map(String);
	const shown = posted.getAll('shown').map(String);
	const problems: Record<string, string[]> = {};

	const whole = Whole.safeParse({
		version: typed.version ?? '',
		minutes: typed.minutes ?? '',
		withoutCitizen: typed.withoutCitizen ?? '',
		attended,
		shown
	});
	if (!whole.success) Object.assign(problems, z.flattenError(whole.error).fieldErrors);

	const { outcomes, problems: ofItems } = readOutcomes(typed);
	Object.assign(problems, ofItems);
	if (!whole.success || Object.keys(problems).length > 0)
		return { ok: false, typed, attended, shown, problems };
	return { ok: true, typed, attended, shown, value: { ...whole.data, outcomes } };
}
