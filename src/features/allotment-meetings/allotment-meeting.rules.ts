/** The meeting at which the possible tovholdere and the citizen find out together who is to be tovholder. */
import { dayOf, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** When and where, and who may be asked there, each 'person organisation'. The citizen is always among those who are called. */
export type Call = {
	startsAt: Date;
	endsAt: Date;
	place: string;
	candidates: readonly string[];
};

export type CallRefusal = 'allotment-meeting-is-past' | 'nobody-called';

/** Decides whether a meeting can be called: it is still to come, and somebody is asked. */
export function callMeeting(call: Call, now: Date): Outcome<Call, CallRefusal> {
	if (call.candidates.length === 0) return refused('nobody-called');
	return call.startsAt <= now ? refused('allotment-meeting-is-past') : done(call);
}

/** Whether something can be decided at a meeting that was called: its day has come. */
export const isDayOf = ({ startsAt }: Pick<Call, 'startsAt'>, today: Day): boolean =>
	dayOf(startsAt) <= today;
