/** Saying who it was that began anew, and stopping a code that one has not asked for. */
import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { decideNewStart, stopMyNewStart } from './new-start.queries.ts';

/**
 * Says whether it was the person. Yes: the account wears its hats again. No: every session ends and the password is gone.
 * Said twice is said once. `prove-first`: without a second factor of one's own one's word is not enough.
 */
export async function confirmNewStart(
	acting: Acting,
	id: string,
	yes: boolean
): Promise<Outcome<true, 'decided-already' | 'prove-first' | 'not-there'>> {
	const { answer } = (await acting.first(decideNewStart(id, yes)))!;
	if (answer === 'done') return done(true);
	return refused(answer === 'decided' ? 'decided-already' : answer);
}

/** Stops a code that was made for oneself; those who were told of it hear that. Without one there is nothing to do. */
export async function stopNewStart(acting: Acting): Promise<Outcome<true, never>> {
	await acting.first(stopMyNewStart());
	return done(true);
}
