/** Begins what somebody else must answer: the threads handed over, a partner's work handed over, a wish to take over. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import {
	offerThreads,
	offerWork,
	type OfferRefusal,
	type ThreadsOffered,
	type WorkOffered
} from '../transfer.rules.ts';
import {
	findAtWork,
	findTransfer,
	findTransferPlace,
	findWhoNotToName,
	insertOffer,
	insertWish,
	insertWork,
	listOrganisations
} from './transfer.queries.ts';

export type BeginRefusal =
	| OfferRefusal
	| 'not-there'
	| 'pathway-closed'
	| 'not-at-work'
	| 'no-such-organisation'
	| 'transfer-under-way';

type Begun = Outcome<true, BeginRefusal> | SentBefore;

/** The tovholder offers the threads to somebody at work, who is told that there is a question; the same form sent twice is one. */
export async function handOverThreads(
	acting: Acting,
	pathway: string,
	id: string,
	offer: ThreadsOffered
): Promise<Begun> {
	const [place, citizen] = await Promise.all([
		acting.first(findTransferPlace(pathway)),
		acting.first(findWhoNotToName(pathway))
	]);
	if (!place?.isHeld) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	const giver = { person: place.tovholder, organisation: place.tovholderOrganisation };
	const offered = offerThreads(offer, giver, citizen ?? null, acting.today);
	if (!offered.ok) return offered;
	if (!(await acting.first(findAtWork(offer.person, offer.organisation))))
		return refused('not-at-work');
	const written = await acting.run(insertOffer(pathway, id, offered.value));
	return written > 0
		? begun(acting, pathway, id)
		: meet(acting, pathway, id, { reason: offer.reason, question: offer.question });
}

/** A partner proposes to hand its work over to another organisation; the tovholder is told, and decides whether it is asked. */
export async function handOverWork(
	acting: Acting,
	pathway: string,
	id: string,
	offer: WorkOffered
): Promise<Begun> {
	const [place, citizen, organisations] = await Promise.all([
		acting.first(findTransferPlace(pathway)),
		acting.first(findWhoNotToName(pathway)),
		acting.all(listOrganisations())
	]);
	if (!place?.isPartner) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	const { organisation } = acting.visitor;
	const offered = offerWork(offer, organisation ?? '', citizen ?? null, acting.today);
	if (!offered.ok) return offered;
	if (!organisations.some((each) => each.id === offer.organisation))
		return refused('no-such-organisation');
	const written = await acting.run(insertWork(pathway, id, offered.value));
	return written > 0
		? begun(acting, pathway, id)
		: meet(acting, pathway, id, { reason: offer.reason, question: offer.question });
}

/** Somebody of an agreed partner asks to take the threads over; the tovholder and the project leader are told. */
export async function askToTakeOver(
	acting: Acting,
	pathway: string,
	id: string,
	reason: string
): Promise<Begun> {
	const place = await acting.first(findTransferPlace(pathway));
	const { person, organisation } = acting.visitor;
	if (!place?.isPartner || organisation === null) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	if (place.tovholder === person && place.tovholderOrganisation === organisation)
		return refused('transfer-to-oneself');
	const written = await acting.run(insertWish(pathway, id, { person, organisation }, reason));
	return written > 0 ? begun(acting, pathway, id) : meet(acting, pathway, id, { reason });
}

async function begun(acting: Acting, pathway: string, id: string): Promise<Begun> {
	await acting.run(recordPathway('transfer.begun', pathway, id));
	return done(true);
}

/** Nothing was written: the form came before, or another of its kind waits for an answer. */
async function meet(
	acting: Acting,
	pathway: string,
	id: string,
	sent: Record<string, string>
): Promise<Begun> {
	const saved = await acting.first(findTransfer(pathway, id));
	if (!saved) return refused('transfer-under-way');
	const met = meetSaved({ reason: saved.reason, question: saved.question }, sent);
	return met.ok ? done(true) : met;
}
