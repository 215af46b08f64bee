/** Somebody of the citizen's network as a guest of a meeting: by name alone, and only with the citizen's yes. */
import type { Acting } from '#server/acting.ts';
import { mayBeReached } from '../network.rules.ts';
import { findRelation } from './network.queries.ts';

/** What they are called; null where they are not on this map, or the citizen has not said yes to involving them now. */
export async function findGuest(
	acting: Acting,
	pathway: string,
	relation: string
): Promise<string | null> {
	const found = await acting.first(findRelation(pathway, relation));
	return found && mayBeReached(found, acting.today) ? found.name : null;
}
