/**
 * Whose an answer is that a calendar has sent by mail (REPLY, RFC 5546), and whether it counts.
 *
 * Whoever answers from another address of theirs has the mail they were asked with, as one who presses its link has: the answer
 * names it. An address alone can be written by anybody, so it counts only where it comes from there, or from the same house.
 */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** Whether somebody comes. */
export type CalendarAnswer = 'yes' | 'maybe' | 'no';

/** An answer as it came. */
export type Reply = {
	/** The meeting. */
	event: string;
	answer: CalendarAnswer;
	/** The event that was answered to, of those that were sent of it. */
	sequence: number;
	/** When it was given, by the clock of whoever gave it. */
	stamp: Date;
	/** Who it says it is from, and the address that it came from; lower case. */
	attendee: string;
	from: string;
	/** The mails it answers, by our ids. */
	refersTo: readonly string[];
};

/** Somebody who was asked. */
export type Asked = {
	person: string;
	address: string;
	/** From which sequence on the event is at the time that it is at. */
	movedSequence: number;
	answeredAt: Date | null;
	/** The mails they were asked with. */
	mails: readonly string[];
};

export type ReplyRefusal = 'stranger' | 'to-another-time' | 'older';

/** Who among those `asked` has answered. The same answer twice counts once; one that was overtaken does not count. */
export function readReply(reply: Reply, asked: readonly Asked[]): Outcome<Asked, ReplyRefusal> {
	const who = asked.find((each) => isFrom(reply, each));
	if (!who) return refused('stranger');
	if (reply.sequence < who.movedSequence) return refused('to-another-time');
	return who.answeredAt && reply.stamp <= who.answeredAt ? refused('older') : done(who);
}

function isFrom({ attendee, from, refersTo }: Reply, { address, mails }: Asked): boolean {
	if (refersTo.some((mail) => mails.includes(mail))) return true;
	if (from === address) return true;
	return attendee === address && houseOf(from) === houseOf(address);
}

const houseOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);
