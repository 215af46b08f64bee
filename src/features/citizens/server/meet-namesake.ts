/** a citizen who is called something else, or was born another day, becomes no second pathway of somebody who has one. */
import type { Acting } from '#server/acting.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { checkRenamed } from './details.queries.ts';

export type NamesakeRefusal = 'has-tovholder' | 'too-many-checks';

/**
 * The refusal, where PostgreSQL says that this citizen has an open pathway (1261): two at the same moment, and the other was first. Anything
 * else goes on.
 * @throws `cause`
 */
export function refuseSecond(cause: unknown) {
	if (cause instanceof Error && 'constraint' in cause && cause.constraint === 'second_pathway')
		return refused('has-tovholder' as const);
	throw cause;
}

/** Refuses a name and birth date of which somebody else's open pathway is known, and asks no more often than the day allows (L-6). */
export async function meetNamesake(
	acting: Acting,
	pathway: string,
	name: string,
	birthDate: Day
): Promise<Outcome<null, NamesakeRefusal>> {
	const said = await acting.first(checkRenamed(pathway, name, birthDate));
	if (said?.answer === 'yes') return refused('has-tovholder');
	if (said?.answer === 'too-many') return refused('too-many-checks');
	return done(null);
}
