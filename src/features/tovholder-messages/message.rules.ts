/** A message to the tovholder of a pathway: who writes one, and who answers. */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** The longest message, and the longest answer, in characters. */
export const LONGEST_MESSAGE = 5000;

/** What somebody is to the pathway. */
export type Place = { isCitizen: boolean; isPartner: boolean; isHeld: boolean; isOpen: boolean };

/** The citizen writes, and whoever is on the pathway for an organisation that said yes. */
export function mayWrite(
	place: Pick<Place, 'isCitizen' | 'isPartner' | 'isOpen'> | undefined
): Outcome<true, 'not-there' | 'pathway-closed'> {
	if (!place || !(place.isCitizen || place.isPartner)) return refused('not-there');
	return place.isOpen ? done(true) : refused('pathway-closed');
}

/**
 * What the tovholder says back. The citizen is answered with words. A partner's message is only seen: what one tells a
 * partner about the citizen takes a basis, and a message asks for none.
 */
export function shapeAnswer(
	{ isFromCitizen }: { isFromCitizen: boolean },
	answer: string
): Outcome<string, 'answer-missing'> {
	if (!isFromCitizen) return done('');
	return answer === '' ? refused('answer-missing') : done(answer);
}
