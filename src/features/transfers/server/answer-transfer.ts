/** Answers what is under way: the receiver, the tovholder, the project leader, and whoever takes it back. */
import { askQuestion, type QuestionRefusal } from '#features/pathways/partner.rules.ts';
import type { Acting } from '#server/acting.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import {
	findAwaited,
	findLacksCertificate,
	findTransfer,
	findUnassessed,
	findWhoNotToName,
	listPeopleOf,
	putAnswer,
	putDeclined,
	putPassedOn,
	putWithdrawn
} from './transfer.queries.ts';

/**
 * The receiver says yes or no. Yes opens the pathway: as tovholder at once, as a partner as far as a consent covers. No leaves
 * nothing behind. The same answer sent twice is one; answers the pathway, or null after a no.
 */
export async function answerTransfer(
	acting: Acting,
	id: string,
	yes: boolean,
	note: string
): Promise<
	Outcome<
		{ pathway: string | null },
		'request-not-open' | 'request-answered-before' | 'assessment-awaited' | 'no-child-certificate'
	>
> {
	if (yes && (await acting.first(findAwaited(id)))?.awaits) return refused('assessment-awaited');
	if (yes && (await acting.first(findLacksCertificate(id)))?.lacks)
		return refused('no-child-certificate');
	const answer = await acting.first(putAnswer(id, yes, note));
	if (answer?.said === 'accepted' || answer?.said === 'declined')
		return done({ pathway: answer.pathway });
	return refused(
		answer?.said === 'answered-before' ? 'request-answered-before' : 'request-not-open'
	);
}

export type ActRefusal = 'not-there' | 'transfer-changed-meanwhile';

/** The tovholder passes a partner's wish to hand over on to the organisation, in words that name nobody. */
export async function passOn(
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	asked: { question: string; answerBefore: Day | null; people: readonly string[] }
): Promise<Outcome<true, ActRefusal | QuestionRefusal | 'nobody-to-tell' | 'child-not-assessed'>> {
	const [transfer, citizen] = await Promise.all([
		acting.first(findTransfer(pathway, id)),
		acting.first(findWhoNotToName(pathway))
	]);
	if (!transfer) return refused('not-there');
	const question = askQuestion(asked.question, asked.answerBefore, citizen ?? null, acting.today);
	if (!question.ok) return question;
	// the work of a child's helper goes to nobody before the need is assessed for them.
	if (await acting.first(findUnassessed(pathway, transfer.toOrganisationId)))
		return refused('child-not-assessed');
	const people = await acting.all(listPeopleOf([transfer.toOrganisationId]));
	if (!people.some(({ person }) => asked.people.includes(person))) return refused('nobody-to-tell');
	return said(await acting.first(putPassedOn(pathway, id, version, asked)));
}

/** Says no to what is proposed; whoever proposed it is told. */
export const declineTransfer = async (
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	note: string
) => said(await acting.first(putDeclined(pathway, id, version, note)));

/** Takes back what nobody has answered yet. */
export const withdrawTransfer = async (
	acting: Acting,
	pathway: string,
	id: string,
	version: number
) => said(await acting.first(putWithdrawn(pathway, id, version)));

function said(
	answer: { said: 'done' | 'stale' | 'not-yours' } | undefined
): Outcome<true, ActRefusal> {
	if (answer?.said === 'done') return done(true);
	return refused(answer?.said === 'stale' ? 'transfer-changed-meanwhile' : 'not-there');
}
