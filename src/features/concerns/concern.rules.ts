/**
 * Worry about a child: a question whether this is something to refer, asked without telling whom it is about.
 */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** What the contact answers: refer the child, talk first, or nothing to refer. */
export const DOUBT_ANSWERS = ['refer', 'talk', 'not-refer'] as const;
export type DoubtAnswer = (typeof DOUBT_ANSWERS)[number];

/** What tells who somebody is, whatever they are called: a personal number, a birth date, a telephone number, a mail address. */
const TELLS = [
	/(?<!\d)\d{6}[\s-]?\d{4}(?!\d)/,
	/(?<!\d)\d{1,2}[\s./-]{1,2}\d{1,2}[\s./-]{1,2}(?:19|20)?\d{2}(?!\d)/,
	/(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)/,
	/(?<!\d)\d{2}\s?\d{2}\s?\d{2}\s?\d{2}(?!\d)/,
	/[^\s@]+@[^\s@]+\.[^\s@]+/
];

/**
 * Decides whether a doubt may be asked so. A name cannot be known by its looks: the form asks for none. A number or an
 * address that belongs to one person is refused.
 */
export const askDoubt = (question: string): Outcome<string, 'doubt-tells-who'> =>
	TELLS.some((pattern) => pattern.test(question)) ? refused('doubt-tells-who') : done(question);

/** Decides whether an answer is one: who says "talk first" says when, or how to be reached. */
export const answerDoubt = (
	answer: DoubtAnswer,
	note: string
): Outcome<true, 'doubt-talk-without-when'> =>
	answer === 'talk' && note.trim() === '' ? refused('doubt-talk-without-when') : done(true);
