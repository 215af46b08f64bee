/** The project leader chooses how the days before a meeting are counted, for all meetings of the municipality. */
import type { Acting } from '#server/acting.ts';
import { findAgendaSetting, writeAgendaSetting } from '#server/agenda-days.queries.ts';
import { record } from '#server/audit.queries.ts';
import type { CountedDays } from '#values/holiday.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';

type SavedDays = { days: CountedDays; version: number; by: string | null; at: Date | null };

/**
 * Writes `days` on top of `version`, 0 where nobody had chosen. The deadlines of all open agendas are worked out anew by a trigger. Where it was
 * chosen differently since, answers what is saved.
 */
export async function chooseAgendaDays(
	acting: Acting,
	version: number,
	days: CountedDays
): Promise<Outcome<true, 'not-there'> | Stale<SavedDays>> {
	const saved = await acting.first(findAgendaSetting());
	if (!saved?.isLed) return refused('not-there');
	if (saved.days === days && saved.version > 0) return done(true);
	if ((await acting.run(writeAgendaSetting(version, days, acting.visitor.name))) === 0)
		return stale((await acting.first(findAgendaSetting()))!);
	await acting.run(record('agenda.days-chosen', null, { days }));
	return done(true);
}
