/** Setting how long pathways are kept, holding one back, asking for erasure, and letting go what is due. */
import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { isId } from '#values/id.ts';
import {
	stoppedBefore,
	weighDecision,
	weighHold,
	weighMonths,
	type Decision
} from '../retention.rules.ts';
import {
	askErasureOf,
	decideRequest,
	letGoOf,
	liftHoldOf,
	placeHoldOn,
	setErasuresGoingOf,
	setMonths,
	takeBackErasureOf
} from './retention.queries.ts';

type Refused<Reason extends string> = Promise<Outcome<true, Reason | 'not-there'>>;

/** Sets how many months closed pathways are kept; version 0 where nobody has yet. */
export async function setRetention(
	acting: Acting,
	typed: string,
	version: number
): Refused<'months-not-a-number' | 'stale'> {
	const months = weighMonths(typed);
	if (!months.ok) return months;
	const said = await acting.first(setMonths(months.value, version));
	if (said?.answer === 'set') return done(true);
	return refused(said?.answer === 'stale' ? 'stale' : 'not-there');
}

/** Holds a pathway back: the one named by its id by whoever holds the threads, by its number by the officer. */
export async function placeHold(
	acting: Acting,
	id: string,
	which: { pathway: string } | { number: string },
	reason: string
): Refused<'reason-too-short' | 'hold-too-late' | 'held-already' | 'no-such-number'> {
	const weighed = weighHold(reason);
	if (!weighed.ok) return weighed;
	const number = 'number' in which && /^\d{1,9}$/.test(which.number) ? Number(which.number) : 0;
	const pathway = 'pathway' in which ? which.pathway : null;
	const said = await acting.first(placeHoldOn(id, pathway, number, weighed.value));
	if (said?.answer === 'held') return done(true);
	if (said?.answer === 'too-late') return refused('hold-too-late');
	if (said?.answer === 'held-already') return refused('held-already');
	return refused(pathway ? 'not-there' : 'no-such-number');
}

/** Lifts a hold, and says why; twice is once. What the officer holds back is not there for others to lift. */
export async function liftHold(
	acting: Acting,
	hold: string,
	version: number,
	reason: string
): Refused<'lift-reason-too-short' | 'stale'> {
	const weighed = weighHold(reason);
	if (!weighed.ok) return refused('lift-reason-too-short');
	const said = await acting.first(liftHoldOf(hold, version, weighed.value));
	if (said?.answer === 'lifted') return done(true);
	return refused(said?.answer === 'stale' ? 'stale' : 'not-there');
}

/** Asks that all about the citizen of a pathway be erased; twice is once. */
export async function askErasure(acting: Acting, id: string, pathway: string): Refused<never> {
	const said = await acting.first(askErasureOf(id, pathway));
	return said?.answer === 'asked' ? done(true) : refused('not-there');
}

/** Takes the wish back before it is answered; twice is once. */
export async function takeBackErasure(acting: Acting, request: string): Refused<'stale'> {
	const said = await acting.first(takeBackErasureOf(request));
	if (said?.answer === 'taken-back') return done(true);
	return refused(said?.answer === 'decided' ? 'stale' : 'not-there');
}

/** Answers a citizen who asks. Granted, every pathway of the citizen goes: all must be closed, and none held. */
export async function decideErasure(
	acting: Acting,
	request: string,
	version: number,
	decision: Decision,
	reason: string
): Refused<'refusal-without-reason' | 'pathway-still-open' | 'pathway-held' | 'stale'> {
	const weighed = weighDecision(decision, reason);
	if (!weighed.ok) return weighed;
	const said = await acting.first(decideRequest(request, version, decision, reason.trim()));
	switch (said?.answer) {
		case 'decided':
			return done(true);
		case 'still-open':
			return refused('pathway-still-open');
		case 'held':
			return refused('pathway-held');
		case 'stale':
			return refused('stale');
		default:
			return refused('not-there');
	}
}

/** Lets go what the officer was shown as due: all of it, or nothing where the list has changed since. */
export async function letGo(acting: Acting, shown: string): Refused<'stale'> {
	const pathways = shown.split(/\s+/).filter(Boolean);
	if (!pathways.every(isId)) return refused('not-there');
	const said = await acting.first(letGoOf(pathways));
	if (said?.answer === 'let-go') return done(true);
	return refused(said?.answer === 'stale' ? 'stale' : 'not-there');
}

/** Sets the pathways going again that came to a stop on their way; twice is once. */
export async function setErasuresGoing(acting: Acting, now: Date): Refused<never> {
	const said = await acting.first(setErasuresGoingOf(stoppedBefore(now)));
	return said?.answer === 'set-going' ? done(true) : refused('not-there');
}
