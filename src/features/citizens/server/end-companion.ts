import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { putCompanionEnd, putOwnLeave } from './companion.queries.ts';

/**
 * Lets a companion go: nothing is open to them from the next request on. The citizen does, or the tovholder, and the other of
 * the two is told. Refused where what the companion sees was changed since `version`.
 */
export async function endCompanion(
	acting: Acting,
	pathway: string,
	companion: string,
	version: number
): Promise<Ended> {
	return outcomeOf(await acting.first(putCompanionEnd(pathway, companion, version)));
}

/** Leaves as a companion, by oneself: the citizen and the tovholder are told. Refused as letting one go is. */
export async function leaveAsCompanion(
	acting: Acting,
	pathway: string,
	companion: string,
	version: number
): Promise<Ended> {
	return outcomeOf(await acting.first(putOwnLeave(pathway, companion, version)));
}

type Ended = Outcome<true, 'not-there' | 'companion-changed-meanwhile'>;

function outcomeOf(said: { answer: 'ended' | 'stale' | 'not-yours' } | undefined): Ended {
	if (said?.answer === 'ended') return done(true);
	return refused(said?.answer === 'stale' ? 'companion-changed-meanwhile' : 'not-there');
}
