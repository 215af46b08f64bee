/** A large import is worked on beside requests: when, and how far it is. */

/** Rows that are taken in, or undone, while somebody waits for the page; more of them are ordered. */
export const MOST_AT_ONCE = 500;

/** What is ordered of an import. */
export type ImportOrder = 'take' | 'undo';

/** Why nothing came of what was ordered. */
export const WORK_REFUSALS = [
	'import-changed',
	'import-undone',
	'import-not-taken',
	'nothing-to-take',
	'import-not-yours',
	'import-failed'
] as const;
export type WorkRefusal = (typeof WORK_REFUSALS)[number];

/** Tries before an order is given up: with the pauses between them about an hour. What fails so often fails for a reason of its own. */
export const MOST_TRIES = 10;

/** An order as it is kept; `done` and `total` in rows. */
export type ImportWork = {
	what: ImportOrder;
	orderedBy: string;
	total: number;
	done: number;
	refusal: string | null;
	attempts: number;
	isClaimed: boolean;
};

/** How it stands: nobody has begun, it goes on, it will be tried again, or nothing came of it. */
export type WorkState = 'waiting' | 'working' | 'again' | 'refused';

/** Whether so many rows are ordered instead of done at once. */
export const isOrdered = (rows: number): boolean => rows > MOST_AT_ONCE;

/** How an order stands. */
export function stateOf({
	refusal,
	attempts,
	isClaimed
}: Pick<ImportWork, 'refusal' | 'attempts' | 'isClaimed'>): WorkState {
	if (refusal !== null) return 'refused';
	if (isClaimed) return 'working';
	return attempts > 0 ? 'again' : 'waiting';
}

/** Whether it still is to be done. */
export const isAtWork = (work: ImportWork): boolean => stateOf(work) !== 'refused';

/** The refusal as one we have words for; what is told by an older or newer program is that something has changed. */
export const refusalOf = (kept: string): WorkRefusal =>
	WORK_REFUSALS.find((each) => each === kept) ?? 'import-changed';
