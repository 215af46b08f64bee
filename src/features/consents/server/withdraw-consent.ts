import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellInvolved } from '#server/tell-involved.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { findConsentState, holdPathway, putWithdrawal } from './consent.queries.ts';

export type WithdrawRefusal = 'no-such-consent' | 'consent-changed-meanwhile';

/**
 * Withdraws a consent, for the citizen whose it is or by the tovholder who was told. What it opened is closed at the
 * next request; the record of what was read stays, and everybody involved is told that a consent ended (L-3):
 * whoever holds the threads where they find what rested on it.
 */
export async function withdrawConsent(
	acting: Acting,
	consent: string,
	version: number
): Promise<Outcome<{ pathway: string }, WithdrawRefusal>> {
	const { visitor } = acting;
	const withdrawn = await acting.run(putWithdrawal(consent, version, visitor.name));
	const stands = await acting.first(findConsentState(consent));
	if (!stands) return refused('no-such-consent');
	const { pathway } = stands;
	if (withdrawn === 0) {
		// Withdrawn before, by this very form or another: it is as it was wished.
		if (stands.withdrawnAt) return done({ pathway });
		// At the version it has now it was only not the visitor's to withdraw.
		return refused(stands.version === version ? 'no-such-consent' : 'consent-changed-meanwhile');
	}
	await acting.run(holdPathway(pathway));
	await acting.run(recordPathway('consent.withdrawn', pathway, consent));
	const here = `/pathways/${pathway}`;
	await tellInvolved(acting, pathway, 'consent-withdrawn', here, `${here}/consents/${consent}`);
	return done({ pathway });
}
