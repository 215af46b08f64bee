/**
 * What becomes of a subject that was parked: it is offered for the next agenda of the pathway, and taken up there
 * or dropped with a reason. Until somebody decides, it stays offered.
 */
import { isLate, type AgendaOf } from '#features/held-meetings/agenda.rules.ts';
import { dayOf, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { AgendaItem, Meeting } from './meeting.rules.ts';

/** A parked item of another meeting, and what has become of it. */
export type ParkedItem = Pick<
	AgendaItem,
	'id' | 'title' | 'aim' | 'minutes' | 'parked' | 'version'
> & {
	/** The meeting at which it was parked. */
	meeting: string;
	meetingState: Meeting['state'];
	droppedReason: string;
	/** The meetings, not cancelled, on whose agenda it has been taken up. */
	takenUpAt: readonly string[];
};

/**
 * The items nobody got to at a meeting whose minutes are written: nothing came of them in words, as a kind or as a task (`tasks`: of which
 * items the tasks are), and they were not parked. None where so little is written of any item: then the common text tells of them all, and
 * nobody knows which were reached. Asked of the database in the same words by listUndiscussed (parked.queries.ts).
 */
export function notReached(
	agenda: readonly Pick<AgendaItem, 'id' | 'parked' | 'outcome' | 'outcomeKind'>[],
	tasks: readonly (string | null)[]
): string[] {
	const cameToNothing = ({ id, outcome, outcomeKind }: (typeof agenda)[number]) =>
		outcome === '' && outcomeKind === null && !tasks.includes(id);
	if (agenda.every(cameToNothing)) return [];
	return agenda.filter((item) => !item.parked && cameToNothing(item)).map(({ id }) => id);
}

/** Whether a meeting is over, or as good as: what was parked at it waits for another one. */
const isOver = (state: Meeting['state']): boolean =>
	state === 'minutes' || state === 'closed' || state === 'cancelled';

/** Whether the item waits for a meeting: parked at one that is held or cancelled, neither taken up since nor dropped. */
export const isOffered = (item: ParkedItem): boolean =>
	item.parked &&
	isOver(item.meetingState) &&
	item.droppedReason === '' &&
	item.takenUpAt.length === 0;

/**
 * Decides whether a parked item is put on the agenda of `meeting`; whether that agenda is open is asked beside this.
 * 'there' where it stands on it already.
 */
export function takeUp(
	item: ParkedItem,
	meeting: string
): Outcome<'put-on' | 'there', 'not-parked-any-more'> {
	if (item.takenUpAt.includes(meeting)) return done('there');
	return isOffered(item) && item.meeting !== meeting
		? done('put-on')
		: refused('not-parked-any-more');
}

/**
 * Where what was not talked about goes on, of the meetings `ahead` in their order: at the next one whose agenda may still be changed
 * where there is none, it waits among what is parked at the next, to be let in there with a reason. Null where none is called.
 */
export function whereItGoesOn<Ahead extends AgendaOf & { startsAt: Date }>(
	ahead: readonly Ahead[],
	today: Day
): Ahead | null {
	return ahead.find((each) => !isLate(each, dayOf(each.startsAt), today)) ?? ahead[0] ?? null;
}

/** Decides whether a parked item is dropped: it waits for a meeting, or was dropped already and gets another reason. */
export const dropParked = (item: ParkedItem): Outcome<true, 'not-parked-any-more'> =>
	item.takenUpAt.length === 0 && item.parked && isOver(item.meetingState)
		? done(true)
		: refused('not-parked-any-more');
