/** What an agreement lets people do for all its parties: call the coordinator meetings, and speak for it. */
import { peopleAt, personAt } from '#features/documents/answered.rules.ts';
import type { Seat } from '#features/documents/names.rules.ts';
import type { Answers } from '#features/documents/template.rules.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

export type ConveneRefusal = 'only-the-coordinator-invites';

/** Whether somebody may send the invitation to a coordinator meeting: the coordinator, or whom they have left it to. */
export function mayConvene(seat: Seat, answers: Answers): Outcome<true, ConveneRefusal> {
	const may = [personAt(answers, 'coordinator'), ...peopleAt(answers, 'delegates')];
	return may.some((each) => each !== null && isSame(each, seat))
		? done(true)
		: refused('only-the-coordinator-invites');
}

/** Whether what somebody wants to tell others may go out, or one of the named must approve it first. */
export const publishing = (seat: Seat, answers: Answers): 'free' | 'needs-approval' =>
	peopleAt(answers, 'communicators').some((each) => isSame(each, seat)) ? 'free' : 'needs-approval';

const isSame = (one: Seat, other: Seat) =>
	one.person === other.person && one.organisation === other.organisation;
