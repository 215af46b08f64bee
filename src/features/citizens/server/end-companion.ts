import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { putCompanionEnd } from './companion.queries.ts';

/**
 * Lets a companion go: nothing is open to them from the next request on. The citizen does, or the tovholder, and the other of
 * the two is told; or the companion leaves, and both are. Refused where what the companion sees was changed since `version`.
 */
export async function endCompanion(
	acting: Acting,
	pathway: string,
	companion: string,
	version: number
): Promise<Outcome<true, 'not-there' | 'companion-changed-meanwhile'>> {
	const said = await acting.first(putCompanionEnd(pathway, companion, version));
	if (said?.answer === 'ended') return done(true);
	return refused(said?.answer === 'stale' ? 'companion-changed-meanwhile' : 'not-there');
}
