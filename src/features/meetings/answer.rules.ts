/** Whether those who are invited come: yes, maybe or no, to the time that they were told. */
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Meeting } from './meeting.rules.ts';

export const ANSWERS = ['yes', 'maybe', 'no'] as const;
export type Answer = (typeof ANSWERS)[number];

/** Somebody's place at a meeting, as they were told of it last. */
export type Seat = {
	person: string;
	answer: Answer | null;
	answeredAt: Date | null;
	/** From which sequence on the meeting is at the time that it is at. */
	movedSequence: number;
	/** Since when they are not invited any more. */
	offAt: Date | null;
};

/**
 * Decides whether an answer counts: people are invited and they still are, the meeting is not over, and it was given to the time that the
 * meeting is at. `toSequence`: what the page showed.
 */
export function mayAnswer(
	meeting: Pick<Meeting, 'state' | 'endsAt'>,
	seat: Pick<Seat, 'movedSequence' | 'offAt'>,
	toSequence: number,
	now: Date
): Outcome<true, 'not-invited-any-more' | 'meeting-not-answerable' | 'meeting-moved'> {
	if (seat.offAt !== null) return refused('not-invited-any-more');
	if (meeting.state !== 'invited' || meeting.endsAt <= now)
		return refused('meeting-not-answerable');
	return toSequence < seat.movedSequence ? refused('meeting-moved') : done(true);
}
