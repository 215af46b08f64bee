/** What an agreement lets people do for all its parties: call the coordinator meetings, and speak for it. */
import type { Seat } from '#features/documents/names.rules.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

export type ConveneRefusal = 'only-the-coordinator-invites';

/**
 * Whether somebody may send the invitation to a coordinator meeting.
 * @param conveners the coordinator, and whom the agreement says they have left it to
 */
export const mayConvene = (seat: Seat, conveners: readonly Seat[]): Outcome<true, ConveneRefusal> =>
	conveners.some((each) => isSame(each, seat))
		? done(true)
		: refused('only-the-coordinator-invites');

/** Whether what somebody wants to tell others may go out, or one of the named must approve it first. */
export const publishing = (seat: Seat, communicators: readonly Seat[]): 'free' | 'needs-approval' =>
	communicators.some((each) => isSame(each, seat)) ? 'free' : 'needs-approval';

const isSame = (one: Seat, other: Seat) =>
	one.person === other.person && one.organisation === other.organisation;
