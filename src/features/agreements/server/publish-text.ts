/**
 * Telling others about what parties do together: asked by anybody at a party, answered by those the agreement names, and by the
 * parties whose name or logo it carries.
 */
import { findAgreed } from '#features/documents/server/find-agreed.ts';
import type { Acting } from '#server/acting.ts';
import { newestTemplateOf } from '../agreement-template.rules.ts';
import { isAgreementKind } from '../kind.rules.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import {
	answeredBy,
	askedBy,
	namesCommunicators,
	namesToAsk,
	standingOf,
	type AnswerRefusal,
	type AskRefusal,
	type Channel,
	type PublicationState
} from '../publication.rules.ts';
import {
	answerName,
	answerPublication,
	insertName,
	insertPublication,
	listCommunicators,
	listPublications
} from './publication.queries.ts';

/** A text that somebody wants to put out. */
export type PublicationWish = {
	id: string;
	title: string;
	body: string;
	channel: Channel;
	/** The parties whose name or logo it carries. */
	carries: readonly string[];
};

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
	const { document, frozen } = found.value;
	const template = isAgreementKind(document.template)
		? newestTemplateOf(document.template)
		: undefined;
	const communicators = await acting.all(listCommunicators(agreement));
	const asksWho = template === undefined || namesCommunicators(template);
	const state = askedBy(own, asksWho ? communicators : null);
	if (!state.ok) return state;
	const asked = namesToAsk(wish.carries, own.organisation, frozen.answers);

	const by = { name: acting.visitor.name, organisationName: party.name };
	const written = await acting.run(insertPublication(agreement, wish, state.value, by));
	if (written === 0) {
		const saved = (await acting.all(listPublications(agreement))).find(({ id }) => id === wish.id);
		const isSame =
			saved?.title === wish.title && saved.body === wish.body && saved.channel === wish.channel;
		return isSame ? done(standingOf(saved.state, saved.names)) : refused('sent-before');
	}
	const names = frozen.parties.filter(({ organisation }) => asked.includes(organisation));
	for (const each of names) await acting.run(insertName(agreement, wish.id, each));
	await acting.run(record('agreement.publication-asked', agreement, { publication: wish.id }));
	return done(
		standingOf(
			state.value,
			names.map(() => ({ state: 'asked' }))
		)
	);
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

/** Answers for one's own organisation whether its name or logo may be used so. Whoever asked is told (0545). */
export async function answerForName(
	acting: Acting,
	agreement: string,
	id: string,
	answer: { isApproved: boolean; reason: string }
): Promise<
	Outcome<
		PublicationState,
		| 'no-document'
		| 'not-in-force-yet'
		| 'no-such-publication'
		| 'not-for-this-name'
		| Exclude<AnswerRefusal, 'not-a-communicator'>
	>
> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return found;
	const publication = (await acting.all(listPublications(agreement))).find(
		(each) => each.id === id
	);
	if (!publication) return refused('no-such-publication');
	const own = ownSeat(acting);
	const asked = publication.names.find(({ party }) => party === own.organisation);
	if (!asked?.isMine) return refused('not-for-this-name');
	const state = answer.isApproved ? 'approved' : 'declined';
	if (asked.state !== 'asked') {
		const isSentTwice =
			asked.decidedBy === own.person && asked.state === state && asked.reason === answer.reason;
		return isSentTwice ? done(state) : refused('publication-answered');
	}
	if (!answer.isApproved && answer.reason === '') return refused('publication-no-reason');
	const { name } = acting.visitor;
	const written = await acting.run(answerName(id, state, { reason: answer.reason, name }));
	if (written === 0) return refused('publication-answered');
	await acting.run(record(`agreement.name-${state}`, agreement, { publication: id }));
	return done(state);
}

const ownSeat = ({ visitor }: Acting) => ({
	person: visitor.person,
	organisation: visitor.organisation ?? ''
});
