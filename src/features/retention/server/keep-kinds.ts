/** Setting how long a kind is kept, holding it back, and letting go what has been kept long enough (L-12). */
import type { Acting } from '#server/acting.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { weighTime, type Kind, type TimeRefusal } from '../kind.rules.ts';
import { stoppedBefore, weighHold } from '../retention.rules.ts';
import { holdKindOf, letKindGoOf, setGoingOf, setTimeOf } from './kind.queries.ts';

type Refused<Reason extends string> = Promise<Outcome<true, Reason | 'not-there'>>;

/** Sets how many months a kind is kept, or, by nothing typed, that the municipality's time holds; version 0 where nobody has set any. */
export async function setTime(
	acting: Acting,
	kind: Kind,
	typed: string,
	version: number
): Refused<TimeRefusal | 'longer-than-the-whole' | 'stale'> {
	const months = weighTime(kind, typed);
	if (!months.ok) return months;
	const said = await acting.first(setTimeOf(kind, months.value, version));
	if (said?.answer === 'set') return done(true);
	if (said?.answer === 'too-long') return refused('longer-than-the-whole');
	return refused(said?.answer === 'stale' ? 'stale' : 'not-there');
}

/** Holds all of a kind back; the same reason twice is once. */
export async function holdKind(
	acting: Acting,
	kind: Kind,
	reason: string
): Refused<'reason-too-short' | 'held-already'> {
	const weighed = weighHold(reason);
	if (!weighed.ok) return weighed;
	const said = await acting.first(holdKindOf(kind, weighed.value));
	if (said?.answer === 'held') return done(true);
	return refused(said?.answer === 'held-already' ? 'held-already' : 'not-there');
}

/** Lifts the hold of a kind; twice is once. */
export async function liftKind(acting: Acting, kind: Kind): Refused<never> {
	const said = await acting.first(holdKindOf(kind, null));
	return said?.answer === 'lifted' ? done(true) : refused('not-there');
}

/** Lets go what was shown of a kind: all of it, or nothing where it is not the same any more. */
export async function letKindGo(
	acting: Acting,
	kind: Kind,
	until: Day,
	mark: string
): Refused<'stale'> {
	const said = await acting.first(letKindGoOf(kind, until, mark));
	if (said?.answer === 'let-go') return done(true);
	return refused(said?.answer === 'stale' ? 'stale' : 'not-there');
}

/** Sets what came to a stop of a kind going again; twice is once. */
export async function setKindGoing(acting: Acting, kind: Kind, now: Date): Refused<never> {
	const said = await acting.first(setGoingOf(kind, stoppedBefore(now)));
	return said?.answer === 'set-going' ? done(true) : refused('not-there');
}
