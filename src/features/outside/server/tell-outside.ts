/** The tovholder has told somebody without an account who holds the threads, or that the pathway is to close. */
import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { noteTold, type Telling } from '../outside.rules.ts';
import { findOutsidePlace, putTold } from './outside.queries.ts';

/** Writes down that somebody was told; what was written first stays. Refused where there is nothing to tell of. */
export async function tellOutside(
	acting: Acting,
	pathway: string,
	contact: string,
	telling: Telling
): Promise<Outcome<true, 'not-there' | 'pathway-closed' | 'told-ahead'>> {
	const place = await acting.first(findOutsidePlace(pathway));
	if (!place?.isHeld) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	const noted = noteTold(telling, acting.today);
	if (!noted.ok) return noted;
	const said = await acting.first(putTold(pathway, contact, telling));
	return said?.answer === 'told' ? done(true) : refused('not-there');
}
