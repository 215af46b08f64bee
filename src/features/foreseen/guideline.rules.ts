/** The guidelines of the framework on a pathway: ticked, skipped with a reason, or commented. None of them bars anything. */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** What a tovholder sees to, in the order in which it usually comes up. */
export const GUIDELINES = [
	'own-story',
	'companion-offered',
	'interpreter-asked',
	'consent-talked-through',
	'network-drawn',
	'partners-asked',
	'plan-made',
	'general-and-specialised',
	'meeting-held',
	'contact-agreed',
	'plan-looked-at',
	'end-talked-through'
] as const;
export type Guideline = (typeof GUIDELINES)[number];

export const MARKS = ['open', 'done', 'skipped'] as const;
export type Mark = (typeof MARKS)[number];

/** A mark as it may be kept: whoever skips says why. */
export const shapeMark = (
	mark: Mark,
	words: string
): Outcome<{ mark: Mark; words: string }, 'skipped-without-reason'> =>
	mark === 'skipped' && words.trim() === ''
		? refused('skipped-without-reason')
		: done({ mark, words: words.trim() });

/** How many there are, and how many are ticked or skipped. */
export const countMarks = (marks: readonly { mark: Mark }[]) => ({
	all: GUIDELINES.length,
	settled: marks.filter(({ mark }) => mark !== 'open').length
});
