/** Somebody of the citizen's network as a guest of a meeting: by name alone, and only with the citizen's yes. */
import type { Acting } from '#server/acting.ts';
import { mayBeReached, withoutYes } from '../network.rules.ts';
import { findRelation, listRelations } from './network.queries.ts';

/**
 * What the guest is called: the one chosen from the map, or as `typed` where none was. Null where they are not on this map, or the
 * citizen has not said yes to involving them now; a name that is typed is looked for on it too.
 */
export async function findGuest(
	acting: Acting,
	pathway: string,
	relation: string | undefined,
	typed = ''
): Promise<string | null> {
	if (!relation)
		return (await namesWithoutYes(acting, pathway, [typed])).length === 0 ? typed : null;
	const found = await acting.first(findRelation(pathway, relation));
	return found && mayBeReached(found, acting.today) ? found.name : null;
}

/** Which of these names stand on the map without the citizen's yes: it may have been taken back since they were put on a list. */
export const namesWithoutYes = async (
	acting: Acting,
	pathway: string,
	guests: readonly string[]
): Promise<string[]> => withoutYes(guests, await acting.all(listRelations(pathway)), acting.today);
