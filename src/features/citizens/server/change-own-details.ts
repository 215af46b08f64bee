/** The citizen keeps their own telephone, channel and languages right. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { changesOf, OWN_DETAILS, type OwnDetails } from '../details.rules.ts';
import { findMyTovholder } from './citizen.queries.ts';
import { findOwnDetails, putOwnDetails, type KeptDetails } from './details.queries.ts';

/**
 * Changes what the citizen may change themselves, based on `version`. The record says which details, never what they were;
 * the tovholder is told that they have changed. The same sent twice is one change.
 */
export async function changeOwnDetails(
	acting: Acting,
	pathway: string,
	version: number,
	said: OwnDetails
): Promise<Outcome<true, 'not-there'> | Stale<KeptDetails>> {
	const saved = await acting.first(findOwnDetails(pathway));
	if (!saved) return refused('not-there');
	const changed = changesOf(saved, { ...saved, ...said }).filter((name) =>
		OWN_DETAILS.some((own) => own === name)
	);
	if (changed.length === 0) return done(true);
	const put = await acting.first(putOwnDetails(pathway, version, said));
	if (!put?.changed) return stale((await acting.first(findOwnDetails(pathway))) ?? saved);
	await acting.run(recordPathway('citizen.changed', pathway, null, { changed }));
	const tovholder = await acting.first(findMyTovholder(pathway));
	if (tovholder && !tovholder.hasLeft)
		await tellPeople(
			acting,
			[tovholder.person],
			'own-details-changed',
			`/pathways/${pathway}/citizen/details`
		);
	return done(true);
}
