/** A code to begin anew with, made by an administrator for somebody who stands before them. */
import { createHash } from 'node:crypto';
import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { CODE_LENGTH, readCode, spellCode } from '../new-start.rules.ts';
import { issueNewStart } from './new-start.queries.ts';

/**
 * Answers the code, which is shown this once and kept nowhere: we keep its hash. A code made before is good for nothing
 * any more. The person is told by mail, and those who can confirm at once. Refuses for oneself, where nobody could
 * confirm, and ('not-there') for whoever does not work in the municipality or is no administrator with a second factor.
 */
export async function makeNewStart(
	acting: Acting,
	person: string
): Promise<Outcome<string, 'not-yourself' | 'nobody-to-confirm' | 'not-there'>> {
	const code = spellCode(crypto.getRandomValues(new Uint8Array(CODE_LENGTH)));
	const { answer } = (await acting.first(issueNewStart(person, hashCode(code))))!;
	return answer === 'issued' ? done(code) : refused(answer);
}

/** What is kept of a code: SHA-256 of its one spelling. Eighty random bits need no slower one. */
export const hashCode = (code: string): Buffer =>
	createHash('sha256').update(readCode(code)).digest();
