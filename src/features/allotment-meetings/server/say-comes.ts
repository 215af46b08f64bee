/** Whether the citizen and whoever holds the threads come to the meeting at which a tovholder is found. */
import type { Answer } from '#features/meetings/answer.rules.ts';
import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { putCitizenComes, putComes, type SaidComes } from './allotment-meeting.queries.ts';

/** `toSequence`: the time that was answered to, as the page showed it. */
type Said = { answer: Answer; toSequence: number };
type Refusal = 'not-there' | 'meeting-not-answerable' | 'meeting-moved';

/** Says it for oneself, and anew until the meeting is over; the project leader is told. The same answer twice is one. */
export const sayComes = async (
	acting: Acting,
	pathway: string,
	meeting: string,
	{ answer, toSequence }: Said
): Promise<Outcome<true, Refusal>> =>
	outcomeOf(await acting.first(putComes(pathway, meeting, answer, toSequence)));

/** The tovholder tells what a citizen without an account has said, in the same way. */
export const tellCitizenComes = async (
	acting: Acting,
	pathway: string,
	meeting: string,
	{ answer, toSequence }: Said
): Promise<Outcome<true, Refusal>> =>
	outcomeOf(await acting.first(putCitizenComes(pathway, meeting, answer, toSequence)));

function outcomeOf(said: { outcome: SaidComes } | undefined): Outcome<true, Refusal> {
	switch (said?.outcome) {
		case 'answered':
			return done(true);
		case 'gone':
			return refused('meeting-not-answerable');
		case 'moved':
			return refused('meeting-moved');
		default:
			return refused('not-there');
	}
}
