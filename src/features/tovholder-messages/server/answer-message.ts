/** The tovholder answers a message, or says that a partner's has been seen. Once: what was read is not written over. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import { shapeAnswer } from '../message.rules.ts';
import { findMessage, findMessagePlace, putAnswer } from './message.queries.ts';

/** Refuses with the answer that stands where somebody else has given one. The citizen is told that there is an answer. */
export async function answerMessage(
	acting: Acting,
	pathway: string,
	id: string,
	typed: string
): Promise<Outcome<true, 'not-there' | 'pathway-closed' | 'answer-missing'> | SentBefore> {
	const place = await acting.first(findMessagePlace(pathway));
	const message = await acting.first(findMessage(pathway, id));
	if (!place?.isHeld || !message) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	const isFromCitizen = message.organisation === null;
	const answer = shapeAnswer({ isFromCitizen }, typed);
	if (!answer.ok) return answer;
	if ((await acting.run(putAnswer(pathway, id, answer.value, acting.visitor.name))) === 0) {
		const saved = await acting.first(findMessage(pathway, id));
		const met = meetSaved({ answer: saved?.answer ?? '' }, { answer: answer.value });
		return met.ok ? done(true) : met;
	}
	await acting.run(recordPathway('message.answered', pathway, id));
	if (isFromCitizen)
		await tellPeople(acting, [message.person], 'message-answered', `/me/ask?pathway=${pathway}`);
	return done(true);
}
