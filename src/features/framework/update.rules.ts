/** When the framework is to be updated next. */
import { addMonths, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** Calendar months within which the framework is updated again: half a year satisfies both readings of “twice a year”. */
export const LONGEST_PAUSE = 6;

/** The last day that may be chosen for the next update: six months on, the day clamped to the month's last. */
export const latestNextUpdate = (updatedOn: Day): Day => addMonths(updatedOn, LONGEST_PAUSE);

/** Decides whether `wished` may be the day of the next update: not past, and within six months of the last. */
export function chooseNextUpdate(
	wished: Day,
	updatedOn: Day,
	today: Day
): Outcome<Day, 'in-the-past' | 'more-than-six-months-ahead'> {
	if (wished < today) return refused('in-the-past');
	if (wished > latestNextUpdate(updatedOn)) return refused('more-than-six-months-ahead');
	return done(wished);
}

/**
 * The day of the next update of a framework established today: the one wished for when it was submitted,
 * if it still may be chosen; else the last day possible. So an established framework always has one.
 */
export function nextUpdateFrom(today: Day, wished: Day | null): Day {
	if (wished !== null && chooseNextUpdate(wished, today, today).ok) return wished;
	return latestNextUpdate(today);
}

/** Whether the update is overdue: the day itself has passed. */
export const isOverdue = (nextUpdate: Day, today: Day): boolean => today > nextUpdate;
