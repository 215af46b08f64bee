/** The minutes of a group's meeting, taken up by those who may write them now. */
import type { Acting } from '#server/acting.ts';
import { done, refused } from '#values/outcome.ts';
import { mayRun, writesAlong } from '../series.rules.ts';
import { keepsMeeting, listGroupSeats } from './running.queries.ts';
import { findGroupMeeting, holdGroupMeeting } from './series.queries.ts';

export type MeetingIds = { collaboration: string; meeting: string };
export type NotOpen = 'not-there' | 'minutes-not-open';

/** The meeting, held until the transaction ends, where the visitor writes its minutes now. */
export async function openMinutes(acting: Acting, { collaboration, meeting: id }: MeetingIds) {
	const mine = await acting.first(holdGroupMeeting(id));
	const meeting = await acting.first(findGroupMeeting(collaboration, id));
	if (!meeting) return refused('not-there');
	const seats = await acting.all(listGroupSeats(meeting.series, id));
	const isOpen = mayRun(meeting, acting.today);
	if (mine && isOpen) return done({ meeting, seats });
	const { person, organisation } = acting.visitor;
	// Whoever writes along may not take up what is not being written: whoever keeps it has closed it.
	const wrote = mine || writesAlong({ person, organisation: organisation ?? '' }, seats);
	return refused(wrote && !isOpen ? 'minutes-not-open' : 'not-there');
}

/** The same for whoever keeps the meeting, and nobody else. */
export async function openKeptMinutes(acting: Acting, ids: MeetingIds) {
	const held = await openMinutes(acting, ids);
	if (!held.ok) return held;
	const found = await acting.first(keepsMeeting(ids.meeting));
	return found?.keeps ? held : refused('not-there');
}
