/** How an agreement ends: by itself, by notice or by breach; which end governs, and what must follow from it. */
import { addDays, laterOf, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Endable } from './notice.rules.ts';
import { expiryEnd, lastDayBefore, type Term } from './term.rules.ts';

/** A material breach as it is recorded: who broke what, and when. */
export type BreachWish = {
	by: string;
	against: string;
	what: string;
	happenedOn: Day;
	/** The day the other party was told that the agreement ends. */
	toldOn: Day;
	/** The day from which the agreement is ended; at once where it is the day of telling. */
	end: Day;
};

/** An agreement ended for breach. No notice runs: from `end` on it is not in force. */
export type Breach = BreachWish & { lastDay: Day };

export type BreachRefusal =
	| 'not-a-party'
	| 'breach-of-ones-own'
	| 'breach-not-described'
	| 'breach-in-the-future'
	| 'told-in-the-future'
	| 'ends-before-it-was-told'
	| 'not-in-force-yet'
	| 'agreement-has-ended';

/**
 * Decides whether an agreement is ended for breach: by a party, for what another party has done, described and
 * dated. A separate act from giving notice: it takes effect on the day told, and not before it is told.
 */
export function endForBreach(
	wish: BreachWish,
	agreement: Endable,
	today: Day
): Outcome<Breach, BreachRefusal> {
	const { parties, from, until, end } = agreement;
	if (!parties.includes(wish.by) || !parties.includes(wish.against)) return refused('not-a-party');
	if (wish.by === wish.against) return refused('breach-of-ones-own');
	if (!wish.what.trim()) return refused('breach-not-described');
	if (wish.toldOn > today) return refused('told-in-the-future');
	if (wish.happenedOn > wish.toldOn) return refused('breach-in-the-future');
	if (wish.end < wish.toldOn) return refused('ends-before-it-was-told');
	if (wish.toldOn < from) return refused('not-in-force-yet');
	const certain = firstOf([expiryEnd(until), end]);
	if (certain !== null && certain <= wish.toldOn) return refused('agreement-has-ended');
	return done({ ...wish, lastDay: lastDayBefore(wish.end) });
}

/** What brings an agreement to its end. */
export type End = { end: Day; lastDay: Day; cause: 'breach' | 'notice' | 'expiry' };

/** Something that ends the agreement on a day. Notices taken back are not told. */
export type Ending = { end: Day };

/**
 * The end that governs: the earliest of the breaches, the notices and the expiry; null while none is in sight.
 * Of several on one day the breach is told before the notice, and the notice before the expiry.
 */
export function endOf(
	{ until }: Pick<Term, 'until'>,
	notices: readonly Ending[],
	breaches: readonly Ending[]
): End | null {
	const expiry = expiryEnd(until);
	const candidates: Pick<End, 'end' | 'cause'>[] = [
		...breaches.map(({ end }) => ({ end, cause: 'breach' as const })),
		...notices
			// A notice whose end is that of the expiry has no effect: the agreement expires.
			.filter(({ end }) => expiry === null || end < expiry)
			.map(({ end }) => ({ end, cause: 'notice' as const })),
		...(expiry === null ? [] : [{ end: expiry, cause: 'expiry' as const }])
	];
	const first = firstOf(candidates.map(({ end }) => end));
	const governing = candidates.find(({ end }) => end === first);
	return governing ? { ...governing, lastDay: lastDayBefore(governing.end) } : null;
}

/** Why a party's name is to come off a material. */
export const REMOVAL_REASONS = ['outdated', 'leaving'] as const;
export type RemovalReason = (typeof REMOVAL_REASONS)[number];

/** Days a party has to take another's name and logo off a material, from the end or from when it is asked. */
export const DAYS_TO_REMOVE = 30;

/** A material, which names or logos it carries, and who keeps it. */
export type Material = { id: string; keeper: string; carries: readonly string[] };

/** A task to take `names` off a material. */
export type Removal = { material: string; keeper: string; names: string; dueOn: Day };

/**
 * The tasks that follow when `party` asks that its name, logo and mention be taken off, because the
 * agreement has ended or the material is out of date: one for each material that carries it and others keep.
 * @param leavesOn the first day on which the party is bound no more, where it asks because of that: until then its
 *   name stands where it should, so the days count from there when it lies ahead
 */
export const removalsFor = (
	party: string,
	materials: readonly Material[],
	askedOn: Day,
	leavesOn: Day | null = null
): Removal[] =>
	materials
		.filter(({ keeper, carries }) => keeper !== party && carries.includes(party))
		.map(({ id, keeper }) => ({
			material: id,
			keeper,
			names: party,
			dueOn: addDays(laterOf(askedOn, leavesOn ?? askedOn), DAYS_TO_REMOVE)
		}));

const firstOf = (days: readonly (Day | null)[]): Day | null =>
	days.reduce(
		(first, day) => (day !== null && (first === null || day < first) ? day : first),
		null
	);
