/** The citizen is offered a tovholder and says no. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { Day } from '#values/day.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import { refuseOffer as decide, type OfferRefusal } from '../tovholder.rules.ts';
import { findHead } from './pathway.queries.ts';
import { findOfferRefused, insertOfferRefused } from './offer.queries.ts';

/** The citizen's no; `id` is made with the form. */
export type RefusedOffer = { id: string; refusedOn: Day; note: string };

/**
 * Writes down that the citizen said no. The need stays, and with it the duty to decide; the project leader reads the day. The
 * same form sent twice is one no.
 */
export async function refuseOffer(
	acting: Acting,
	pathway: string,
	offer: RefusedOffer
): Promise<Outcome<true, OfferRefusal | 'no-such-pathway'> | SentBefore> {
	const head = await acting.first(findHead(pathway));
	if (!head?.isHeld) return refused('no-such-pathway');
	const decided = decide(offer.refusedOn, acting.today);
	if (!decided.ok) return decided;
	if ((await acting.run(insertOfferRefused(pathway, offer, acting.visitor.name))) === 0) {
		const saved = await acting.first(findOfferRefused(pathway, offer.id));
		if (!saved) return refused('no-such-pathway');
		const met = meetSaved({ note: saved.note }, { note: offer.note });
		return met.ok ? done(true) : met;
	}
	await acting.run(recordPathway('tovholder.refused', pathway, offer.id));
	return done(true);
}
