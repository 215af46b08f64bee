import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellNamed } from '#server/tell-involved.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Giver } from '../consent.rules.ts';
import { findSharer } from './denial.queries.ts';
import { findConsentState, holdPathway, putWithdrawal } from './consent.queries.ts';

export type WithdrawRefusal = 'no-such-consent' | 'consent-changed-meanwhile';

/**
 * Withdraws a consent, for the citizen whose it is or by the tovholder who was told. What it opened is closed at the
 * next request; the record of what was read stays, and those whom it named are told that it ended (L-3):
 * whoever holds the threads where they find what rested on it.
 */
export async function withdrawConsent(
	acting: Acting,
	consent: string,
	version: number,
	/** Who said stop, where another writes it down. */
	said: { by: Giver; name: string } | null = null
): Promise<Outcome<{ pathway: string }, WithdrawRefusal>> {
	const { visitor } = acting;
	const found = await acting.first(findConsentState(consent));
	if (!found || !(await acting.first(findSharer(found.pathway)))) return refused('no-such-consent');
	const { pathway } = found;
	// The pathway before the consent, as in everything else that changes what is open on it: else two of them wait for each other.
	await acting.run(holdPathway(pathway));
	if ((await acting.run(putWithdrawal(consent, version, visitor.name, said))) === 0) {
		const stands = await acting.first(findConsentState(consent));
		// Withdrawn before, by this very form or another: it is as it was wished.
		return stands?.withdrawnAt ? done({ pathway }) : refused('consent-changed-meanwhile');
	}
	await acting.run(recordPathway('consent.withdrawn', pathway, consent));
	const here = `/pathways/${pathway}`;
	const led = `${here}/consents/${consent}`;
	await tellNamed(acting, pathway, found.organisations, 'consent-withdrawn', here, led);
	return done({ pathway });
}
