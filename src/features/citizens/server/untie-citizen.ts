/** Takes an account off a citizen that it was tied to by mistake, so that the right one can be invited. */
import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { untieCitizenAccount } from './invitation.queries.ts';

/**
 * Closes the citizen's page for `account`, the one that the tovholder saw, from the next request. It is recorded where
 * the citizen reads it. Refuses where another account is tied now.
 */
export async function untieCitizen(
	acting: Acting,
	pathway: string,
	account: string
): Promise<Outcome<true, 'not-there' | 'another-account'>> {
	const asked = await acting.first(untieCitizenAccount(pathway, account));
	if (asked?.answer === 'untied') return done(true);
	return refused(asked?.answer === 'stale' ? 'another-account' : 'not-there');
}
