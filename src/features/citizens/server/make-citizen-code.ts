/** A short code by which a citizen comes in who sits beside the tovholder: no mailbox is needed. */
import { CITIZEN_CODE_LENGTH, hashCitizenCode } from '#features/accounts/server/come-in.ts';
import { spellCode } from '#features/accounts/new-start.rules.ts';
import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { issueCitizenCode } from './invitation.queries.ts';

/**
 * Answers the code, which is shown this once and kept nowhere: we keep its hash. It is good for a day and once; a code made before
 * and an open invitation are good for nothing any more. Refuses where the citizen signs in with a mail address: that account is kept by mail.
 */
export async function makeCitizenCode(
	acting: Acting,
	pathway: string,
	secret: string
): Promise<Outcome<string, 'not-there' | 'citizen-has-mailbox'>> {
	const code = spellCode(crypto.getRandomValues(new Uint8Array(CITIZEN_CODE_LENGTH)));
	const issued = await acting.first(issueCitizenCode(pathway, hashCitizenCode(secret, code)));
	if (issued?.answer === 'issued') return done(code);
	return refused(issued?.answer ?? 'not-there');
}
