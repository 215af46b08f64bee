/**
 * What stands on an agenda, and until when it may be changed: until the end of the day two days before the meeting. A meeting on a
 * Friday has its last changes on the Wednesday. A municipality chooses which days are counted: all of the calendar, or those alone on
 * which people are at work, by which a meeting on a Monday has its last changes on the Thursday.
 *
 * The one place that says the day: pages, verbs and deadlines have it from here.
 */
import type { Day } from '#values/day.ts';
import { daysBefore, type CountedDays } from '#values/holiday.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** What is wanted of an item. */
export const AIMS = ['inform', 'discuss', 'decide'] as const;
export type Aim = (typeof AIMS)[number];

/** Where a meeting is in its life, as far as its agenda is concerned: in `minutes` it is held and being written down. */
export type AgendaState = 'draft' | 'invited' | 'minutes' | 'closed' | 'cancelled';

/** As much of a meeting as says until when its agenda may be changed. */
export type AgendaOf = { state: AgendaState; agendaDays: CountedDays };

/** An item as it is filled in. */
export type AgendaWords = {
	title: string;
	aim: Aim;
	minutes: number | null;
	/** Who brings it forward, of those who take part. */
	owner: string | null;
	/** Left for another meeting. */
	parked: boolean;
	/** Why it was put on, or changed, after the last day for changes. */
	lateReason: string;
};

/** Days between the last day for changes and the day of the meeting. */
const DAYS_BEFORE = 2;

/** The last day on which the agenda of a meeting on `meetingDay` may be changed. */
export const lastAgendaDay = (meetingDay: Day, days: CountedDays): Day =>
	daysBefore(meetingDay, DAYS_BEFORE, days);

/** Whether participants have had their agenda for so long that it is not to be changed under them. */
export const isLate = ({ state, agendaDays }: AgendaOf, meetingDay: Day, today: Day): boolean =>
	state !== 'draft' && today > lastAgendaDay(meetingDay, agendaDays);

/**
 * Whether an item may be put on or changed today. After the last day it is parked, or carries a reason that all
 * participants see. During the meeting itself new items are parked.
 */
export function mayChangeAgenda(
	meeting: AgendaOf,
	item: Pick<AgendaWords, 'parked' | 'lateReason'>,
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
	{ owner }: Pick<AgendaWords, 'owner'>,
	participants: readonly { id: string }[]
): boolean => owner === null || participants.some(({ id }) => id === owner);

/** Whether an item says the same in both: nothing is to be saved. */
export const isSameItem = (saved: AgendaWords, wanted: AgendaWords): boolean =>
	saved.title === wanted.title &&
	saved.aim === wanted.aim &&
	saved.minutes === wanted.minutes &&
	saved.owner === wanted.owner &&
	saved.parked === wanted.parked &&
	saved.lateReason === wanted.lateReason;
