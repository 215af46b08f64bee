/** What the form of the minutes sends: one part of the whole, and one for each item, under names that end in its id. */
import { z } from 'zod';
import { idField, text, tick, version } from '#server/form-fields.ts';
import type { WrittenMinutes } from './server/write-minutes.ts';

const Whole = z.object({
	version: version(),
	minutes: text(50_000),
	withoutCitizen: text(1000),
	attended: z.array(idField())
});

const Outcome = z.object({ version: version(), outcome: text(20_000), parked: tick() });

type MinutesRead = {
	/** What was typed, by input name. */
	typed: Record<string, string>;
	attended: string[];
} & ({ ok: true; value: WrittenMinutes } | { ok: false; problems: Record<string, string[]> });

/** Reads the form; where something does not fit, says what under the name of its input. */
export function readMinutes(posted: FormData): MinutesRead {
	const typed: Record<string, string> = {};
	for (const [name, value] of posted) if (typeof value === 'string') typed[name] = value;
	const attended = posted.getAll('attended').map(String);
	const problems: Record<string, string[]> = {};

	const whole = Whole.safeParse({
		version: typed.version ?? '',
		minutes: typed.minutes ?? '',
		withoutCitizen: typed.withoutCitizen ?? '',
		attended
	});
	if (!whole.success) Object.assign(problems, z.flattenError(whole.error).fieldErrors);

	const outcomes = itemsIn(typed).flatMap((item) => {
		const outcome = Outcome.safeParse({
			version: typed[`version-${item}`] ?? '',
			outcome: typed[`outcome-${item}`] ?? '',
			parked: typed[`parked-${item}`] ?? ''
		});
		if (outcome.success) return [{ item, ...outcome.data }];
		problems[`outcome-${item}`] = z.flattenError(outcome.error).fieldErrors.outcome ?? [];
		return [];
	});
	if (!whole.success || Object.keys(problems).length > 0)
		return { ok: false, typed, attended, problems };
	return { ok: true, typed, attended, value: { ...whole.data, outcomes } };
}

/** The ids of the items that the form holds. */
const itemsIn = (typed: Record<string, string>): string[] =>
	Object.keys(typed).flatMap((name) => /^version-([0-9a-f-]{36})$/.exec(name)?.[1] ?? []);
