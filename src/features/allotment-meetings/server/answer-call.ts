import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { putAnswer } from './allotment-meeting.queries.ts';

/**
 * Whoever may be asked says whether they come and would be tovholder; may be said anew until something is decided. The project leader is
 * told. Nothing opens by it.
 */
export const answerCall = async (
	acting: Acting,
	meeting: string,
	yes: boolean,
	note: string
): Promise<Outcome<true, 'request-not-open'>> =>
	(await acting.first(putAnswer(meeting, yes, note)))?.isSaid
		? done(true)
		: refused('request-not-open');
