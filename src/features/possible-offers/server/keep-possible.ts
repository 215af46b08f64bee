/** Whoever holds the threads chooses offers for a citizen; nobody is asked by it. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { deletePossible, findPlace, insertPossible, listPossible } from './possible.queries.ts';

/** How many can stand on a citizen's page. */
export const MOST_POSSIBLE = 20;

/** Chooses an offer; the same twice is done once. Refuses one with other words than it stands there with: it is taken off first. */
export async function chooseOffer(
	acting: Acting,
	pathway: string,
	offer: string,
	why: string
): Promise<
	Outcome<
		true,
		| 'not-there'
		| 'pathway-closed'
		| 'offer-chosen-already'
		| 'too-many-possible-offers'
		| 'offer-not-in-directory'
	>
> {
	const place = await acting.first(findPlace(pathway));
	if (!place) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	const chosen = await acting.all(listPossible(pathway));
	const before = chosen.find((each) => each.offer === offer);
	if (before) return before.why === why ? done(true) : refused('offer-chosen-already');
	if (chosen.length >= MOST_POSSIBLE) return refused('too-many-possible-offers');
	if ((await acting.run(insertPossible(pathway, offer, why, acting.visitor.name))) === 0) {
		// chosen at the same moment, or in the directory no more
		const now = (await acting.all(listPossible(pathway))).find((each) => each.offer === offer);
		if (!now) return refused('offer-not-in-directory');
		return now.why === why ? done(true) : refused('offer-chosen-already');
	}
	await acting.run(recordPathway('offer.chosen', pathway, offer));
	return done(true);
}

/** Takes one off the citizen's page; twice is once. */
export async function dropOffer(
	acting: Acting,
	pathway: string,
	offer: string
): Promise<Outcome<true, 'not-there' | 'pathway-closed'>> {
	const place = await acting.first(findPlace(pathway));
	if (!place) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	if ((await acting.run(deletePossible(pathway, offer))) > 0)
		await acting.run(recordPathway('offer.dropped', pathway, offer));
	return done(true);
}
