/** The kinds of things said on a pathway: what a consent opens, one by one. */

/** The ten categories, in the order they are shown. Every entry has one. */
export const CATEGORIES = [
	'contact',
	'situation',
	'housing',
	'work',
	'health',
	'substance-use',
	'family',
	'economy',
	'meetings',
	'progress'
] as const;
export type Category = (typeof CATEGORIES)[number];

/** The categories that are not among `open`, in the order they are shown. */
export const closedTo = (open: readonly string[]): Category[] =>
	CATEGORIES.filter((category) => !open.includes(category));
