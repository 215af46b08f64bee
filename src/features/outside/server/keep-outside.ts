/** The tovholder keeps those who help and have no account. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import {
	done,
	meetSaved,
	refused,
	stale,
	type Outcome,
	type SentBefore,
	type Stale
} from '#values/outcome.ts';
import { asTyped, isSame, MOST_OUTSIDE, type OutsideContact } from '../outside.rules.ts';
import {
	findOutside,
	findOutsidePlace,
	findTakenOff,
	insertOutside,
	updateOutside,
	type KeptContact
} from './outside.queries.ts';

export type OutsideRefusal = 'not-there' | 'pathway-closed' | 'outside-full';

/** Adds somebody. The same form sent twice adds one. */
export async function addOutside(
	acting: Acting,
	pathway: string,
	id: string,
	said: OutsideContact
): Promise<Outcome<true, OutsideRefusal> | SentBefore> {
	const place = await acting.first(findOutsidePlace(pathway));
	if (!place?.isHeld) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	const before = await acting.first(findOutside(pathway, id));
	if (before) {
		const met = meetSaved(asTyped(before), asTyped(said));
		return met.ok ? done(true) : met;
	}
	if (place.count >= MOST_OUTSIDE) return refused('outside-full');
	if ((await acting.run(insertOutside(pathway, id, said, acting.visitor.name))) === 0)
		return refused('not-there');
	await acting.run(recordPathway('outside.kept', pathway, id));
	return done(true);
}

/** Changes somebody, or takes them off where `said` is null, based on `version`. */
export async function keepOutside(
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	said: OutsideContact | null
): Promise<Outcome<true, OutsideRefusal> | Stale<KeptContact>> {
	const place = await acting.first(findOutsidePlace(pathway));
	if (!place?.isHeld) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	const before = await acting.first(findOutside(pathway, id));
	if (!before) {
		const isOff = said === null && (await acting.first(findTakenOff(pathway, id)));
		return isOff ? done(true) : refused('not-there');
	}
	if (said && isSame(before, said)) return done(true);
	const { name } = acting.visitor;
	if ((await acting.run(updateOutside(pathway, id, version, said, name))) === 0)
		return stale((await acting.first(findOutside(pathway, id))) ?? before);
	await acting.run(recordPathway('outside.kept', pathway, id));
	return done(true);
}
