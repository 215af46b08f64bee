import type { Acting } from '#server/acting.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { findChange, putAcknowledged, type ChangeShown } from './change.queries.ts';

/**
 * the tovholder says that a change is seen, as it stood at `version`; whoever told it hears so. Where there are more
 * words by now, or another tovholder has said so, answers what is saved.
 */
export async function acknowledgeChange(
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	answer: string
): Promise<Outcome<true, 'not-there'> | Stale<ChangeShown>> {
	const told = await acting.first(putAcknowledged(pathway, id, version, answer));
	if (told?.said === 'done') return done(true);
	const saved = told?.said === 'stale' ? await acting.first(findChange(pathway, id)) : undefined;
	return saved ? stale(saved) : refused('not-there');
}
