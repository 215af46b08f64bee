/** Telling others about what parties do together: asked by anybody at a party, answered by those the agreement names. */
import { findAgreed } from '#features/documents/server/find-agreed.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import {
	answeredBy,
	askedBy,
	type AnswerRefusal,
	type AskRefusal,
	type Channel,
	type PublicationState
} from '../publication.rules.ts';
import {
	answerPublication,
	insertPublication,
	listCommunicators,
	listPublications
} from './publication.queries.ts';

/** A text that somebody wants to put out. */
export type PublicationWish = { id: string; title: string; body: string; channel: Channel };

/** Asks whether a text may be put out, or lets it out where one speaks for the agreement oneself. Those who answer are told (0540). */
export async function askToPublish(
	acting: Acting,
	agreement: string,
	wish: PublicationWish
): Promise<
	Outcome<
		PublicationState,
		'no-document' | 'not-in-force-yet' | 'not-a-party' | 'sent-before' | AskRefusal
	>
> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return found;
	const own = ownSeat(acting);
	const party = found.value.frozen.parties.find(
		({ organisation }) => organisation === own.organisation
	);
	if (!party) return refused('not-a-party');
	const state = askedBy(own, await acting.all(listCommunicators(agreement)));
	if (!state.ok) return state;

	const by = { name: acting.visitor.name, organisationName: party.name };
	const written = await acting.run(insertPublication(agreement, wish, state.value, by));
	if (written === 0) {
		const saved = (await acting.all(listPublications(agreement))).find(({ id }) => id === wish.id);
		const isSame =
			saved?.title === wish.title && saved.body === wish.body && saved.channel === wish.channel;
		return isSame ? done(saved.state) : refused('sent-before');
	}
	await acting.run(record('agreement.publication-asked', agreement, { publication: wish.id }));
	return state;
}

/** Answers whether a text may be put out. Whoever asked is told (0540). */
export async function answerPublishing(
	acting: Acting,
	agreement: string,
	id: string,
	answer: { isApproved: boolean; reason: string }
): Promise<
	Outcome<
		PublicationState,
		'no-document' | 'not-in-force-yet' | 'no-such-publication' | AnswerRefusal
	>
> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return found;
	const publication = (await acting.all(listPublications(agreement))).find(
		(each) => each.id === id
	);
	if (!publication) return refused('no-such-publication');
	const own = ownSeat(acting);
	const communicators = await acting.all(listCommunicators(agreement));
	const state = answeredBy(own, communicators, publication.state, answer);
	if (!state.ok) {
		const isSentTwice =
			publication.decidedBy === own.person &&
			publication.decidedByOrganisation === own.organisation &&
			(publication.state === 'approved') === answer.isApproved &&
			publication.reason === answer.reason;
		return isSentTwice ? done(publication.state) : state;
	}
	const party = found.value.frozen.parties.find(
		({ organisation }) => organisation === own.organisation
	);
	const written = await acting.run(
		answerPublication(agreement, id, state.value, {
			reason: answer.reason,
			name: acting.visitor.name,
			organisationName: party?.name ?? ''
		})
	);
	if (written === 0) return refused('publication-answered');
	await acting.run(record(`agreement.publication-${state.value}`, agreement, { publication: id }));
	return state;
}

const ownSeat = ({ visitor }: Acting) => ({
	person: visitor.person,
	organisation: visitor.organisation ?? ''
});
