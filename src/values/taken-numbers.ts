/**
 * When the numbers of a collaboration are taken anew (R-058, L-13). A table hides what is small by itself; what two tables would tell
 * between them is kept small by when they are taken.
 */
import type { Day } from './day.ts';

/** In how many pathways something is different since the numbers were taken. */
export type Changed = {
	/** How it stands with it, or what it is about. */
	course: number;
	/** Its meetings or tasks. */
	activity: number;
};

/** A difference between two tables is that of so many pathways at least: as many as the smallest number that a table shows. */
export const FEWEST_CHANGED = 5;

/**
 * Whether the numbers may be taken anew: whatever a reader finds different afterwards is different in five pathways or more. Where nothing of
 * a kind is different there is no difference to read; where nothing is at all, the numbers are as good as new.
 */
export const mayBeTakenAnew = (changed: Changed): boolean =>
	Object.values(changed).every((pathways) => pathways === 0 || pathways >= FEWEST_CHANGED);

/** The first of the month: what was asked about before it is asked about again. */
export const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01` as Day;
