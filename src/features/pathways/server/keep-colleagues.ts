/** An agreed partner says who of it is on the pathway. */
import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { putColleague, putMeetsChild, removeColleague } from './colleague.queries.ts';

/**
 * Brings somebody of one's own organisation onto the pathway. They read what the consent gives the organisation and no more.
 * The tovholder, the citizen and the colleague are told; brought twice is once.
 */
export async function bringColleague(
	acting: Acting,
	pathway: string,
	colleague: string
): Promise<Outcome<true, 'not-there' | 'no-colleague'>> {
	const said = await acting.first(putColleague(pathway, colleague));
	if (said?.answer === 'done') return done(true);
	return refused(said?.answer === 'not-at-work' ? 'no-colleague' : 'not-there');
}

/**
 * Takes somebody of one's own organisation, or oneself, off the pathway: nothing is open to them from the next request on.
 * The last one stays until the tovholder ends the organisation's part.
 */
export async function takeColleagueOff(
	acting: Acting,
	pathway: string,
	colleague: string
): Promise<Outcome<true, 'not-there' | 'last-of-partner'>> {
	const said = await acting.first(removeColleague(pathway, colleague));
	if (said?.answer === 'done') return done(true);
	return refused(said?.answer === 'last-of-partner' ? 'last-of-partner' : 'not-there');
}

/**
 * Says whether somebody of one's own organisation meets a child under 15, regularly and face to face. L-21: whoever does is at work in a role
 * for which the organisation has the certificate.
 */
export async function sayMeetsChild(
	acting: Acting,
	pathway: string,
	colleague: string,
	meets: boolean
): Promise<Outcome<true, 'not-there' | 'child-not-young' | 'no-child-certificate'>> {
	const said = await acting.first(putMeetsChild(pathway, colleague, meets));
	switch (said?.answer) {
		case 'done':
			return done(true);
		case 'no-certificate':
			return refused('no-child-certificate');
		case 'not-young':
			return refused('child-not-young');
		default:
			return refused('not-there');
	}
}
