/** What the tovholder does about partners: plan, ask, take the question back, end. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { offerLightSeat } from '#features/light/server/offer-light-seat.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import type { Day } from '#values/day.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import {
	askQuestion,
	stateAfter,
	takeStep,
	type PartnerStep,
	type QuestionRefusal
} from '../partner.rules.ts';
import { sayInvolved, type Involved } from '../involved.rules.ts';
import { noteInvolved } from './note-involved.ts';
import {
	findIdentity,
	findUnassessed,
	findPartner,
	holdPartner,
	insertPartner,
	listAssigned,
	listContacts,
	listFreeOrganisations,
	listPartners,
	moveTo,
	putQuestion
} from './partner.queries.ts';
import { findHead, touchPathway } from './pathway.queries.ts';

export type InvolveRefusal = 'no-such-partner' | 'not-from-here' | 'partner-changed-meanwhile';

/** Decides that an organisation should be involved, why, and how the citizen took part in it. It is not told before it is asked. */
export async function planPartner(
	acting: Acting,
	pathway: string,
	plan: { id: string; organisation: string; reason: string } & Involved
): Promise<
	| Outcome<string, 'no-such-pathway' | 'no-such-organisation' | 'citizen-part-unexplained'>
	| SentBefore
> {
	const head = await acting.first(findHead(pathway));
	if (!head?.isHeld) return refused('no-such-pathway');
	const [free, thought] = await Promise.all([
		acting.all(listFreeOrganisations(pathway)),
		acting.all(listPartners(pathway))
	]);
	const isHere =
		free.some(({ id }) => id === plan.organisation) ||
		thought.some(({ organisation }) => organisation === plan.organisation);
	if (!isHere) return refused('no-such-organisation');
	const involved = sayInvolved(plan);
	if (!involved.ok) return involved;
	if (thought.some((each) => each.organisation === plan.organisation || each.id === plan.id))
		return planned(acting, pathway, plan);
	await noteInvolved(acting, pathway, 'partner', plan.id, involved.value);
	const written = await acting.run(
		insertPartner(pathway, {
			id: plan.id,
			organisation: plan.organisation,
			reason: plan.reason,
			decidedBy: acting.visitor.name
		})
	);
	if (written === 0) return planned(acting, pathway, plan);
	await acting.run(touchPathway(pathway));
	await acting.run(recordPathway('partner.planned', pathway, plan.id));
	return done(plan.id);
}

/** The organisation is thought of already, or the form has made another partner before: which, and why. */
async function planned(
	acting: Acting,
	pathway: string,
	{ id, organisation, reason, citizenNote }: Parameters<typeof planPartner>[2]
): Promise<Outcome<string, 'no-such-pathway'> | SentBefore> {
	const partners = await acting.all(listPartners(pathway));
	const saved =
		partners.find((each) => each.organisation === organisation) ??
		partners.find((each) => each.id === id);
	if (!saved) return refused('no-such-pathway');
	const asked = saved.organisation === organisation ? saved.name : '';
	const met = meetSaved(
		{ organisation: saved.name, reason: saved.reason, citizenNote: saved.citizenNote },
		{ organisation: asked, reason, citizenNote }
	);
	return met.ok ? done(saved.id) : met;
}

/** A question to an organisation, and who of it is told that there is one. */
export type Asked = { question: string; answerBefore: Day | null; people: string[] };

/**
 * Asks an organisation whether it has room, without telling whom it is about. Those chosen get a notice and a mail with
 * a link and no content.
 */
export async function askPartner(
	acting: Acting,
	pathway: string,
	partner: string,
	version: number,
	asked: Asked
): Promise<
	Outcome<null, InvolveRefusal | QuestionRefusal | 'nobody-to-tell' | 'child-not-assessed'>
> {
	const found = await mayStep(acting, pathway, partner, 'ask');
	if (!found.ok) return found;
	const { state, question: standing, answerBefore } = found.value;
	if (state === 'contacted')
		return standing === asked.question && answerBefore === asked.answerBefore
			? done(null)
			: refused('not-from-here');
	const identity = await acting.first(findIdentity(pathway));
	const question = askQuestion(asked.question, asked.answerBefore, identity ?? null, acting.today);
	if (!question.ok) return question;
	// nobody is asked about a child before a professional has assessed what the child needs.
	if (await acting.first(findUnassessed(pathway, found.value.organisation)))
		return refused('child-not-assessed');
	const contacts = await acting.all(listContacts(found.value.organisation));
	const told = contacts.filter(({ person }) => asked.people.includes(person));
	if (told.length === 0) return refused('nobody-to-tell');

	const { visitor } = acting;
	const changed = await acting.run(
		putQuestion(partner, version, {
			question: question.value,
			answerBefore: asked.answerBefore,
			askedBy: visitor.name,
			askedByOrganisation: visitor.organisationName ?? ''
		})
	);
	if (changed === 0) return refused('partner-changed-meanwhile');
	for (const { person } of told.filter((each) => each.person !== visitor.person)) {
		await acting.run(leaveNotice(person, 'partner-asked', '/requests'));
		await offerLightSeat(acting, person, 'request', partner);
	}
	await acting.run(touchPathway(pathway));
	await acting.run(recordPathway('partner.asked', pathway, partner));
	return done(null);
}

/** Takes back a question that is not answered yet: it is gone for the organisation. */
export async function withdrawQuestion(
	acting: Acting,
	pathway: string,
	partner: string,
	version: number
): Promise<Outcome<null, InvolveRefusal>> {
	const found = await mayStep(acting, pathway, partner, 'withdraw-question');
	if (!found.ok) return found;
	if (found.value.state === 'planned') return done(null);
	if ((await acting.run(moveTo(partner, version, 'planned'))) === 0)
		return refused('partner-changed-meanwhile');
	await acting.run(recordPathway('partner.question-withdrawn', pathway, partner));
	return done(null);
}

/** Ends an organisation's part: it reads nothing from the next request on, and its people are told. */
export async function endPartner(
	acting: Acting,
	pathway: string,
	partner: string,
	version: number
): Promise<Outcome<null, InvolveRefusal>> {
	const found = await mayStep(acting, pathway, partner, 'end');
	if (!found.ok) return found;
	const { state, organisation } = found.value;
	if (state === 'ended') return done(null);
	const people = state === 'agreed' ? await acting.all(listAssigned(pathway, organisation)) : [];
	if ((await acting.run(moveTo(partner, version, 'ended'))) === 0)
		return refused('partner-changed-meanwhile');
	await tellPeople(
		acting,
		people.map(({ person }) => person),
		'partner-ended',
		'/pathways'
	);
	await acting.run(touchPathway(pathway));
	await acting.run(recordPathway('partner.ended', pathway, partner));
	return done(null);
}

/** The partner, where the tovholder who acts may take the step from where it stands, or has taken it: a form sent twice. */
async function mayStep(acting: Acting, pathway: string, id: string, step: PartnerStep) {
	await acting.run(holdPartner(pathway, id));
	const [head, partner] = await Promise.all([
		acting.first(findHead(pathway)),
		acting.first(findPartner(pathway, id))
	]);
	if (!head?.isHeld || !partner) return refused('no-such-partner');
	if (partner.state === stateAfter(step)) return done(partner);
	const taken = takeStep(partner.state, step);
	return taken.ok ? done(partner) : taken;
}
