/** Writes to whoever holds the threads. It stands in Samspil; what leaves for the tovholder's mailbox says only that it does. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import { mayWrite } from '../message.rules.ts';
import { findMessage, findMessagePlace, insertMessage } from './message.queries.ts';

/** The same form sent twice is one message. The citizen writes with their own hat, a partner with the organisation's. */
export async function sendMessage(
	acting: Acting,
	pathway: string,
	{ id, body }: { id: string; body: string }
): Promise<Outcome<true, 'not-there' | 'pathway-closed'> | SentBefore> {
	const place = await acting.first(findMessagePlace(pathway));
	const allowed = mayWrite(place);
	if (!allowed.ok || !place) return allowed.ok ? refused('not-there') : allowed;
	const { person, name, organisation, organisationName } = acting.visitor;
	const from = place.isCitizen
		? { person, name, organisation: null, organisationName: '' }
		: { person, name, organisation, organisationName: organisationName ?? '' };
	if ((await acting.run(insertMessage(pathway, { id, from, body }))) === 0) {
		const saved = await acting.first(findMessage(pathway, id));
		if (!saved?.isMine) return refused('not-there');
		const met = meetSaved({ body: saved.body }, { body });
		return met.ok ? done(true) : met;
	}
	await acting.run(recordPathway('message.sent', pathway, id));
	if (place.holder && place.holder !== person)
		await tellPeople(
			acting,
			[place.holder],
			'message-for-tovholder',
			`/pathways/${pathway}/messages`
		);
	return done(true);
}
