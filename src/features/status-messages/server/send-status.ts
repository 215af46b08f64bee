/** The tovholder tells chosen partners how it goes. What leaves for a mailbox says only that something waits (L-8). */
import type { Acting } from '#server/acting.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import {
	sendStatus as decide,
	type StatusMessage,
	type StatusRefusal
} from '../status-message.rules.ts';
import { findStatus, findStatusPlace, listCovered, putStatus } from './status-message.queries.ts';

/**
 * Sends a message to partners who may read under its category today; `channels` are those of the framework in force. The same form
 * sent twice is one message.
 */
export async function sendStatus(
	acting: Acting,
	pathway: string,
	id: string,
	message: StatusMessage,
	channels: readonly string[]
): Promise<Outcome<true, StatusRefusal | 'not-there'> | SentBefore> {
	const [place, saved] = await Promise.all([
		acting.first(findStatusPlace(pathway)),
		acting.first(findStatus(pathway, id))
	]);
	if (!place?.isHeld) return refused('not-there');
	if (saved) {
		const met = meetSaved(
			textsOf({ ...saved, recipients: saved.recipients.map((each) => each.id) }),
			textsOf(message)
		);
		return met.ok ? done(true) : met;
	}
	const decided = decide(message, await acting.all(listCovered(pathway)), channels);
	if (!decided.ok) return decided;
	const said = await acting.first(putStatus(pathway, id, message));
	if (said?.answer === 'sent') return done(true);
	return refused(said?.answer === 'not-covered' ? 'recipient-not-covered' : 'not-there');
}

const textsOf = ({ body, category, channel, recipients }: StatusMessage) => ({
	body,
	category,
	channel,
	recipients: [...recipients].sort().join(' ')
});
