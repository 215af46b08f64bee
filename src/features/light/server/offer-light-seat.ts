import type { Acting } from '#server/acting.ts';
import { sendLightLink } from './light.queries.ts';

/**
 * Sends somebody a mail whose link alone is enough to answer a question to their organisation, or to say that a task of
 * theirs is done. The mail says neither what nor about whom; nobody but the receiver learns the link.
 */
export async function offerLightSeat(
	acting: Acting,
	person: string,
	kind: 'request' | 'task',
	object: string
): Promise<void> {
	await acting.first(sendLightLink(person, kind, object));
}
