/** Administrators appoint and remove each other. Both are recorded, and the person is told. */
import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { endAdministrator, putAdministrator } from './administrator.queries.ts';

/** Makes somebody who works in this municipality an administrator of the whole installation. Twice is as once. */
export async function appointAdministrator(
	acting: Acting,
	person: string
): Promise<Outcome<true, 'no-such-membership'>> {
	const said = await acting.first(putAdministrator(person));
	return said?.answer === 'done' ? done(true) : refused('no-such-membership');
}

/** Ends somebody's administration, at the next request; one's own too. Refuses for the last one there is. */
export async function removeAdministrator(
	acting: Acting,
	person: string
): Promise<Outcome<true, 'not-administrator' | 'last-administrator'>> {
	const said = await acting.first(endAdministrator(person));
	if (said?.answer === 'done') return done(true);
	return refused(said?.answer === 'last' ? 'last-administrator' : 'not-administrator');
}
