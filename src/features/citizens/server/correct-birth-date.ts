import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { Day } from '#values/day.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import type { GROUNDS } from '../details.rules.ts';
import { findDetails, updateBirthDate, type KeptDetails } from './details.queries.ts';
import { meetNamesake, type NamesakeRefusal } from './meet-namesake.ts';

/** The date as it should have been, and how that is known. */
export type Correction = { version: number; birthDate: Day; ground: (typeof GROUNDS)[number] };

/**
 * Corrects the citizen's birth date, based on `version`. The tovholder alone may. The record and the citizen's log say that it
 * was done and on what ground, never which date. The same correction sent twice is one.
 */
export async function correctBirthDate(
	acting: Acting,
	pathway: string,
	{ version, birthDate, ground }: Correction
): Promise<
	Outcome<true, 'not-there' | 'born-in-the-future' | NamesakeRefusal> | Stale<KeptDetails>
> {
	const saved = await acting.first(findDetails(pathway));
	if (!saved) return refused('not-there');
	if (saved.birthDate === birthDate) return done(true);
	if (birthDate > acting.today) return refused('born-in-the-future');
	const met = await meetNamesake(acting, pathway, saved.name, birthDate);
	if (!met.ok) return met;
	if ((await acting.run(updateBirthDate(saved.citizen, version, birthDate))) === 0)
		return stale((await acting.first(findDetails(pathway))) ?? saved);
	await acting.run(
		recordPathway('citizen.changed', pathway, null, { changed: ['birthDate'], ground })
	);
	return done(true);
}
