/**
 * Until when the agenda of a meeting may be changed: calendar days, until the end of the day two days before
 * the meeting. A meeting on a Friday has its last changes on the Wednesday.
 */
import { addDays, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { AgendaItem, Meeting, Participant } from './meeting.rules.ts';

/** Days between the last day for changes and the day of the meeting. */
const DAYS_BEFORE = 2;

/** The last day on which the agenda of a meeting on `meetingDay` may be changed. */
export const lastAgendaDay = (meetingDay: Day): Day => addDays(meetingDay, -DAYS_BEFORE);

/** Whether participants have had their agenda for so long that it is not to be changed under them. */
export const isLate = ({ state }: Pick<Meeting, 'state'>, meetingDay: Day, today: Day): boolean =>
	state !== 'draft' && today > lastAgendaDay(meetingDay);

/**
 * Whether an item may be put on or changed today. After the last day it is parked, or carries a reason that all
 * participants see. During the meeting itself new items are parked.
 */
export function mayChangeAgenda(
	meeting: Pick<Meeting, 'state'>,
	item: Pick<AgendaItem, 'parked' | 'lateReason'>,
	meetingDay: Day,
	today: Day
): Outcome<true, 'agenda-not-open' | 'agenda-too-late'> {
	if (meeting.state === 'closed' || meeting.state === 'cancelled')
		return refused('agenda-not-open');
	if (meeting.state === 'minutes') return item.parked ? done(true) : refused('agenda-not-open');
	if (!isLate(meeting, meetingDay, today) || item.parked || item.lateReason !== '')
		return done(true);
	return refused('agenda-too-late');
}

/** Whether an item may have this owner: nobody, or one of those who take part. */
export const mayOwn = (
	{ owner }: Pick<AgendaItem, 'owner'>,
	participants: readonly Pick<Participant, 'id'>[]
): boolean => owner === null || participants.some(({ id }) => id === owner);
