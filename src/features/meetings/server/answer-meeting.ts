/** Says whether one comes. Each answers for themselves, and may change their mind until the meeting is over. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayAnswer, type Answer } from '../answer.rules.ts';
import { findMySeat, updateMyAnswer } from './answer.queries.ts';
import { findMeeting } from './meeting.queries.ts';

/** `toSequence`: the time that was answered to, as the page showed it. The same answer twice is one. */
export async function answerMeeting(
	acting: Acting,
	pathway: string,
	id: string,
	{ answer, toSequence, now }: { answer: Answer; toSequence: number; now: Date }
): Promise<Outcome<true, 'not-there' | 'meeting-not-answerable' | 'meeting-moved'>> {
	const [meeting, seat] = await Promise.all([
		acting.first(findMeeting(pathway, id)),
		acting.first(findMySeat(id))
	]);
	if (!meeting || !seat) return refused('not-there');
	if (seat.answer === answer && toSequence >= seat.movedSequence) return done(true);
	const may = mayAnswer(meeting, seat, toSequence, now);
	if (!may.ok) return may;
	await acting.run(updateMyAnswer(id, answer, now));
	await acting.run(recordPathway('meeting.answered', pathway, id));
	return done(true);
}
