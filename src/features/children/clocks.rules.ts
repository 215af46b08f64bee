/**
 * The two clocks that law sets a municipality that has received a notification about a child (L-16): it is assessed within 24
 * hours, and its receipt is sent within six weekdays. Kept where somebody has written down when the municipality received it.
 */
import { dayOf, instantAt, type Day } from '#values/day.ts';
import { addWorkdays, ORDINARY_WEEK, type Workweek } from '#values/holiday.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** Hours by the clock, at weekends and on holidays too (barnets lov §§ 136–137). */
const ASSESS_HOURS = 24;
/** Weekdays; the day on which it was received is none of them. */
const RECEIPT_WEEKDAYS = 6;

/** The instant by which a notification is assessed: an hour earlier or later by the clock where the clocks are changed meanwhile. */
export const assessBy = (receivedAt: Date): Date =>
	new Date(receivedAt.getTime() + ASSESS_HOURS * 3_600_000);

/** What counts as a weekday, where the municipality has said that a Saturday does, and where it has not. */
export const weekOf = (saturdays: boolean): Workweek => ({ ...ORDINARY_WEEK, saturdays });

/** The last day on which its receipt is sent. */
export const receiptBy = (receivedOn: Day, week: Workweek = ORDINARY_WEEK): Day =>
	addWorkdays(receivedOn, RECEIPT_WEEKDAYS, week);

/** When each thing happened, by the clock of Denmark; nothing where it has not, or nobody knows. */
export type ClocksSaid = {
	receivedOn: Day | null;
	receivedTime: string;
	assessedOn: Day | null;
	assessedTime: string;
	receiptedOn: Day | null;
};
export type Clocks = { receivedAt: Date | null; assessedAt: Date | null; receiptedOn: Day | null };

export type ClockRefusal =
	| 'received-without-day'
	| 'received-without-time'
	| 'assessed-without-day'
	| 'assessed-without-time'
	| 'received-before-made'
	| 'not-received-yet'
	| 'assessed-before-received'
	| 'receipt-before-received'
	| 'received-not-yet'
	| 'assessed-not-yet'
	| 'receipted-not-yet';

/** Decides what the clocks say of a notification made on `madeOn`, at the instant `now`. */
export function shapeClocks(
	{ receivedOn, receivedTime, assessedOn, assessedTime, receiptedOn }: ClocksSaid,
	madeOn: Day,
	now: Date
): Outcome<Clocks, ClockRefusal> {
	if (receivedOn !== null && receivedTime === '') return refused('received-without-time');
	if (receivedOn === null && receivedTime !== '') return refused('received-without-day');
	if (assessedOn !== null && assessedTime === '') return refused('assessed-without-time');
	if (assessedOn === null && assessedTime !== '') return refused('assessed-without-day');
	const receivedAt = receivedOn === null ? null : instantAt(receivedOn, receivedTime);
	const assessedAt = assessedOn === null ? null : instantAt(assessedOn, assessedTime);
	if (receivedOn === null || receivedAt === null)
		return assessedAt || receiptedOn
			? refused('not-received-yet')
			: done({ receivedAt: null, assessedAt: null, receiptedOn: null });
	if (receivedOn < madeOn) return refused('received-before-made');
	if (assessedAt && assessedAt < receivedAt) return refused('assessed-before-received');
	if (receiptedOn && receiptedOn < receivedOn) return refused('receipt-before-received');
	if (receivedAt > now) return refused('received-not-yet');
	if (assessedAt && assessedAt > now) return refused('assessed-not-yet');
	if (receiptedOn && receiptedOn > dayOf(now)) return refused('receipted-not-yet');
	return done({ receivedAt, assessedAt, receiptedOn });
}

/** How a clock stands: it runs, its time is gone, it was kept, or it was kept too late. */
export type ClockStanding = 'runs' | 'late' | 'kept' | 'kept-late';

/** One clock: by when, when it happened, and how it stands. */
export type Clock<When> = { by: When; at: When | null; standing: ClockStanding };

/** Both clocks of a notification at an instant; null where it is not known that the municipality has received it. */
export function clocksOf(
	{ receivedAt, assessedAt, receiptedOn }: Clocks,
	now: Date,
	week: Workweek = ORDINARY_WEEK
): { assessment: Clock<Date>; receipt: Clock<Day> } | null {
	if (!receivedAt) return null;
	const [assess, receipt] = [assessBy(receivedAt), receiptBy(dayOf(receivedAt), week)];
	return {
		assessment: { by: assess, at: assessedAt, standing: standingOf(assess, assessedAt, now) },
		receipt: {
			by: receipt,
			at: receiptedOn,
			standing: standingOf(receipt, receiptedOn, dayOf(now))
		}
	};
}

function standingOf<When extends Date | Day>(by: When, at: When | null, now: When): ClockStanding {
	if (at !== null) return at > by ? 'kept-late' : 'kept';
	return now > by ? 'late' : 'runs';
}
