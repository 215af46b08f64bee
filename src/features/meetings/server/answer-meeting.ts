/** Says whether one comes. Each answers for themselves, and may change their mind until the meeting is over. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayAnswer, type Answer } from '../answer.rules.ts';
import type { Meeting } from '../meeting.rules.ts';
import { findMySeat, updateMyAnswer } from './answer.queries.ts';
import { findMeeting } from './meeting.queries.ts';

type Given = { answer: Answer; toSequence: number; now: Date };
type Refusal = 'not-there' | 'not-invited-any-more' | 'meeting-not-answerable' | 'meeting-moved';

/** `toSequence`: the time that was answered to, as the page showed it. The same answer twice is one. */
export async function answerMeeting(
	acting: Acting,
	pathway: string,
	id: string,
	given: Given
): Promise<Outcome<true, Refusal>> {
	const meeting = await acting.first(findMeeting(pathway, id));
	if (!meeting) return refused('not-there');
	const answered = await answerSeat(acting, meeting, given);
	if (answered.ok && answered.value)
		await acting.run(recordPathway('meeting.answered', pathway, id));
	return answered.ok ? done(true) : answered;
}

/** Answers from one's own place at any meeting; true where that is another answer than before. */
export async function answerSeat(
	acting: Acting,
	meeting: Pick<Meeting, 'id' | 'state' | 'endsAt'>,
	{ answer, toSequence, now }: Given
): Promise<Outcome<boolean, Refusal>> {
	const seat = await acting.first(findMySeat(meeting.id));
	if (!seat) return refused('not-there');
	if (seat.offAt === null && seat.answer === answer && toSequence >= seat.movedSequence)
		return done(false);
	const may = mayAnswer(meeting, seat, toSequence, now);
	if (!may.ok) return may;
	await acting.run(updateMyAnswer(meeting.id, answer, now));
	return done(true);
}
