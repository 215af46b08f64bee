/** The project leader calls the possible tovholdere and the citizen together, changes it, or calls it off. */
import type { Acting } from '#server/acting.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { callMeeting as decide, type Call, type CallRefusal } from '../allotment-meeting.rules.ts';
import {
	findCalled,
	putCall,
	putCancelled,
	type CalledMeeting
} from './allotment-meeting.queries.ts';

/**
 * Calls a meeting (`version` 0, its `id` made with the form, so that the same form sent twice is one), or changes the one that is called. Those
 * who may be asked, the citizen and the tovholder are told; a citizen without an account is told by the tovholder. Answers what is called
 * now where somebody has called or changed it since; 'no-meeting' where it is called no more, 'tovholder-decided' where the threads are held for
 * good.
 */
export async function callMeeting(
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	call: Call,
	now: Date
): Promise<
	| Outcome<true, CallRefusal | 'not-there' | 'not-at-work' | 'tovholder-decided' | 'no-meeting'>
	| Stale<CalledMeeting>
> {
	const decided = decide(call, now);
	if (!decided.ok) return decided;
	const said = await acting.first(putCall(id, pathway, version, decided.value));
	switch (said?.answer) {
		case 'called':
			return done(true);
		case 'decided':
			return refused('tovholder-decided');
		case 'not-at-work':
			return refused('not-at-work');
		case 'stale': {
			const saved = await acting.first(findCalled(pathway));
			return saved ? stale(saved) : refused('no-meeting');
		}
		default:
			return refused('not-there');
	}
}

/** Calls it off; a second time is the same. Refused where it was changed since `version`. */
export async function cancelMeeting(
	acting: Acting,
	pathway: string,
	id: string,
	version: number
): Promise<Outcome<true, 'not-there' | 'call-changed-meanwhile'>> {
	const said = await acting.first(putCancelled(pathway, id, version));
	if (said?.answer === 'cancelled') return done(true);
	return refused(said?.answer === 'stale' ? 'call-changed-meanwhile' : 'not-there');
}
