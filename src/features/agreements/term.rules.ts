/**
 * How long an agreement runs: from its first day, through its last, or until somebody ends it.
 *
 * Days are calendar days in Denmark. An `end` is always the first day on which the agreement is no longer in
 * force, so the last day in force is the day before.
 */
import { addDays, addMonths, daysBetween, type Day } from '#values/day.ts';

/** The agreed dates: the first day in force, and the last; null: until it is ended. */
export type Term = { from: Day; until: Day | null };

/** The last day in force of what ends on `end`. */
export const lastDayBefore = (end: Day): Day => addDays(end, -1);

/** The end that an agreed last day means: the day after it. Null: the agreement never expires. */
export const expiryEnd = (until: Day | null): Day | null =>
	until === null ? null : addDays(until, 1);

/** The last day of a term of `years` whole years: the day before its anniversary. */
export const lastDayOf = (from: Day, years: number): Day =>
	lastDayBefore(addMonths(from, years * 12));

/** A stated length that the dates do not bear out. */
export type TermDisagreement = {
	statedYears: number;
	/** The last day that the stated length would give. */
	expected: Day;
	/** The last day agreed, which prevails. */
	until: Day;
	/** How many days longer the agreed term is; negative when it is shorter. */
	days: number;
};

/**
 * Where the length said in words and the dates do not agree; null where they do, or one is not told.
 * It is shown as a warning and stops nothing: the dates prevail.
 */
export function termDisagreement(
	{ from, until }: Term,
	statedYears: number | null
): TermDisagreement | null {
	if (statedYears === null || until === null) return null;
	const expected = lastDayOf(from, statedYears);
	const days = daysBetween(expected, until);
	return days === 0 ? null : { statedYears, expected, until, days };
}

/**
 * The day from which an agreement is in force: the agreed first day, and not before the last signature on the
 * version. Without an agreed day it is that of the last signature.
 */
export const inForceFrom = (agreed: Day | null, signedOn: Day): Day =>
	agreed !== null && agreed > signedOn ? agreed : signedOn;
