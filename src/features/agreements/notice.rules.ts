/**
 * Notice to end an agreement, “six months to the 1st of a month”, and what it comes to.
 *
 * What counts is the day on which the other party *received* the notice, in Denmark, and neither weekend nor
 * holiday moves anything. The one disputed case is a notice received on the 1st itself: by default the months
 * begin with the next month, so that the other party always has full calendar months; an agreement may say
 * that the day of receipt counts.
 *
 * Notice from one party ends the agreement for all of them. Those who want to go on without it agree on a new
 * version.
 */
import { addMonths, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { expiryEnd, lastDayBefore, type Term } from './term.rules.ts';

/** When the months of a notice received on the 1st begin: with the next month, or that same day. */
export const RECEIVED_ON_FIRST = ['next-month', 'same-day'] as const;

/** What the agreement says about notice. */
export type NoticeTerms = {
	/** Whole months of notice. */
	months: number;
	receivedOnFirst: (typeof RECEIVED_ON_FIRST)[number];
};

/** Six months, and full calendar months: where the agreement says nothing else. */
export const SIX_MONTHS: NoticeTerms = { months: 6, receivedOnFirst: 'next-month' };

/** The earliest 1st on which a notice received on `received` can end an agreement. */
export function earliestEnd(received: Day, { months, receivedOnFirst }: NoticeTerms): Day {
	const countsFrom = addMonths(received, months);
	if (receivedOnFirst === 'same-day' && isFirst(received)) return countsFrom;
	return addMonths(firstOfMonth(countsFrom), 1);
}

/** The last day on which a notice may be received for the agreement to end on `end`, which is a 1st. */
export function lastDayToReceive(end: Day, { months, receivedOnFirst }: NoticeTerms): Day {
	const begins = addMonths(end, -months);
	return receivedOnFirst === 'same-day' ? begins : lastDayBefore(begins);
}

/**
 * The last day to give notice with effect before the agreement expires by itself: a date of its own, with its
 * own reminders. Null where the agreement does not expire, or is too short for any notice to have effect.
 */
export function lastDayToGiveNotice({ from, until }: Term, terms: NoticeTerms): Day | null {
	if (until === null) return null;
	// An end on the 1st after the last day is the expiry itself; the one before it is the last that matters.
	const last = lastDayToReceive(firstOfMonth(until), terms);
	return last >= from ? last : null;
}

/** An agreement as far as ending it needs: who its parties are, its dates and its words on notice. */
export type Endable = Term & {
	parties: readonly string[];
	/** The end that is already certain, from an earlier notice or a breach; null while there is none. */
	end: Day | null;
	notice: NoticeTerms;
};

/** A notice somebody wants to register. `end` is a later 1st than the earliest, where one is wished for. */
export type NoticeWish = { by: string; received: Day; end: Day | null };

/** A notice given. `end` is never after the agreed expiry. */
export type Notice = {
	by: string;
	received: Day;
	end: Day;
	lastDay: Day;
	/** False: the agreement expires by itself before the notice could end it. */
	hasEffect: boolean;
};

export type NoticeRefusal =
	| 'not-a-party'
	| 'received-in-the-future'
	| 'not-in-force-yet'
	| 'agreement-has-ended'
	| 'end-is-no-first'
	| 'end-too-early';

/**
 * Decides whether a notice can be registered, and what it comes to. It was received, by today, while the
 * agreement ran; its end is the earliest 1st possible, or a later 1st.
 */
export function giveNotice(
	wish: NoticeWish,
	agreement: Endable,
	today: Day
): Outcome<Notice, NoticeRefusal> {
	const { by, received } = wish;
	const expiry = expiryEnd(agreement.until);
	if (!agreement.parties.includes(by)) return refused('not-a-party');
	if (received > today) return refused('received-in-the-future');
	if (received < agreement.from) return refused('not-in-force-yet');
	if (isOver(agreement.end, received) || isOver(expiry, received))
		return refused('agreement-has-ended');

	const earliest = earliestEnd(received, agreement.notice);
	const wished = wish.end ?? earliest;
	if (!isFirst(wished)) return refused('end-is-no-first');
	if (wished < earliest) return refused('end-too-early');

	const hasEffect = expiry === null || wished < expiry;
	const end = hasEffect ? wished : expiry;
	return done({ by, received, end, lastDay: lastDayBefore(end), hasEffect });
}

export type WithdrawalRefusal = 'not-a-party' | 'agreement-has-ended';

/** Decides whether `party` may say yes to taking a notice back: a party, before the notice has ended the agreement. */
export function agreeToWithdraw(
	party: string,
	notice: Pick<Notice, 'end'>,
	parties: readonly string[],
	today: Day
): Outcome<string, WithdrawalRefusal> {
	if (!parties.includes(party)) return refused('not-a-party');
	if (isOver(notice.end, today)) return refused('agreement-has-ended');
	return done(party);
}

/**
 * The parties whose yes to taking the notice back is still missing; empty: it is taken back. It needs them all,
 * the one that gave it and those that received it.
 */
export const withdrawalAwaits = (
	parties: readonly string[],
	agreed: readonly string[]
): readonly string[] => parties.filter((party) => !agreed.includes(party));

const isFirst = (day: Day) => day.endsWith('-01');
const firstOfMonth = (day: Day): Day => `${day.slice(0, 8)}01`;
const isOver = (end: Day | null, day: Day) => end !== null && end <= day;
