import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellInvolved } from '#server/tell-involved.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { changesOf, type Details } from '../details.rules.ts';
import { findDetails, updateDetails, type KeptDetails } from './details.queries.ts';
import { meetNamesake, type NamesakeRefusal } from './meet-namesake.ts';

/**
 * Corrects the citizen's details, based on `version`. The tovholder alone may. The record and the citizen's log say that it
 * was done and which details, never what they were; where the address becomes protected, everybody on the pathway is told
 * at once. The same correction sent twice is one. Refuses the name of somebody else whose pathway is open.
 */
export async function changeDetails(
	acting: Acting,
	pathway: string,
	version: number,
	details: Details
): Promise<Outcome<true, 'not-there' | NamesakeRefusal> | Stale<KeptDetails>> {
	const saved = await acting.first(findDetails(pathway));
	if (!saved) return refused('not-there');
	const changes = changesOf(saved, details);
	if (changes.length === 0) return done(true);
	const met = await meetNamesake(acting, pathway, details.name, saved.birthDate);
	if (!met.ok) return met;
	if ((await acting.run(updateDetails(saved.citizen, version, details))) === 0)
		return stale((await acting.first(findDetails(pathway))) ?? saved);
	await acting.run(recordPathway('citizen.changed', pathway, null, { changed: changes }));
	if (details.isProtected && !saved.isProtected)
		await tellInvolved(acting, pathway, 'citizen-protected', `/pathways/${pathway}`);
	return done(true);
}
