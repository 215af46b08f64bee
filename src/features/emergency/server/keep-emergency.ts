/** Opening a pathway in an emergency, ending that, and finding afterwards whether it was justified. */
import type { Acting } from '#server/acting.ts';
import type { Day } from '#values/day.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import {
	lastDayOf,
	weighFinding,
	weighReason,
	type Finding,
	type Lasts
} from '../emergency.rules.ts';
import {
	endAccess,
	findToReview,
	openAccess,
	reviewAccess,
	type Emergency
} from './emergency.queries.ts';

export type OpenRefusal =
	| 'reason-too-short'
	| 'emergency-not-found'
	| 'emergency-too-many'
	| 'emergency-ended'
	| 'no-reviewer'
	| 'not-there';

/** Opens the pathway of a citizen with this very name and birth date; answers the pathway. Sent twice it is opened once. */
export async function openEmergency(
	acting: Acting,
	id: string,
	{ reason, name, birthDate, lasts }: { reason: string; name: string; birthDate: Day; lasts: Lasts }
): Promise<Outcome<string, OpenRefusal>> {
	const weighed = weighReason(reason);
	if (!weighed.ok) return weighed;
	const until = lastDayOf(lasts, acting.today);
	const said = await acting.first(openAccess(id, name, birthDate, weighed.value, until));
	switch (said?.answer) {
		case 'opened':
		case 'not-needed':
			return done(said.pathway!);
		case 'not-found':
			return refused('emergency-not-found');
		case 'too-many':
			return refused('emergency-too-many');
		case 'ended':
			return refused('emergency-ended');
		case 'no-reviewer':
			return refused('no-reviewer');
		default:
			return refused('not-there');
	}
}

/** Ends an access at once: whoever opened it does, or the tovholder. */
export async function endEmergency(
	acting: Acting,
	id: string
): Promise<Outcome<true, 'not-there'>> {
	const said = await acting.first(endAccess(id));
	return said?.answer === 'ended' ? done(true) : refused('not-there');
}

/** Keeps what the data protection officer finds, once; nobody reviews what they opened themselves. */
export async function reviewEmergency(
	acting: Acting,
	id: string,
	version: number,
	finding: Finding,
	note: string
): Promise<Outcome<true, 'not-there' | 'finding-without-note'> | Stale<Emergency>> {
	const weighed = weighFinding(finding, note);
	if (!weighed.ok) return weighed;
	const said = await acting.first(reviewAccess(id, version, finding, note.trim()));
	if (said?.answer === 'reviewed') return done(true);
	const saved = await acting.first(findToReview(id));
	return said?.answer === 'stale' && saved ? stale(saved) : refused('not-there');
}
