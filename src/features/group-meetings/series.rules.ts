/**
 * Meetings of a collaboration's groups, held again and again: whether their rhythm is kept, and whether the
 * steering group has looked at the year.
 */
import { mayConvene, type ConveneRefusal } from '#features/agreements/mandate.rules.ts';
import type { AgendaState } from '#features/held-meetings/agenda.rules.ts';
import type { Seat } from '#features/documents/names.rules.ts';
import { addDays, addMonths, type Day } from '#values/day.ts';
import type { CountedDays } from '#values/holiday.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Frequency } from '#values/meeting-dates.ts';

export const GROUPS = ['steering', 'project', 'follow-up', 'network'] as const;
export type SeriesGroup = (typeof GROUPS)[number];

/** What stands on an agenda by itself: R-231, and of a steering group R-274. */
export const STANDING = ['promises', 'results', 'actions'] as const;
export type Standing = (typeof STANDING)[number];

export type GroupMeetingState = 'planned' | 'invited' | 'held' | 'cancelled';

const AGENDA_STATES: Record<GroupMeetingState, AgendaState> = {
	planned: 'draft',
	invited: 'invited',
	held: 'closed',
	cancelled: 'cancelled'
};

/** Days that a meeting may come later than its rhythm says, since weekdays and holidays move it: ours, no rule names any. */
const LATE: Readonly<Record<'weeks' | 'months', number>> = { weeks: 7, months: 21 };

const WEEKS: Partial<Record<Frequency, number>> = { weekly: 1, fortnightly: 2 };
const MONTHS: Partial<Record<Frequency, number>> = {
	monthly: 1,
	'every-two-months': 2,
	quarterly: 3,
	'half-yearly': 6,
	yearly: 12
};

/** The last day on which the next meeting keeps the rhythm, after one on `day`. */
export function latestNext(day: Day, frequency: Frequency): Day {
	const weeks = WEEKS[frequency];
	if (weeks) return addDays(day, 7 * weeks + LATE.weeks);
	return addDays(addMonths(day, MONTHS[frequency] ?? 12), LATE.months);
}

/** How often, where it is one meeting alone and nothing that is held again. */
export const ONCE = 'once';

/** Whether it is one meeting alone: a series whose first day is its last. */
export const isSingle = ({ firstOn, until }: { firstOn: Day; until: Day | null }): boolean =>
	until === firstOn;

/** A series with what has been held of it and what is planned. */
export type Rhythm = {
	frequency: Frequency;
	firstOn: Day;
	until: Day | null;
	lastHeld: Day | null;
	/** The next meeting that is planned, if any. */
	next: Day | null;
};

/** The last day on which a series keeps its rhythm: after its last meeting; the first one is due on its day, and a week is no matter. */
export const latestOf = ({
	frequency,
	firstOn,
	lastHeld
}: Pick<Rhythm, 'frequency' | 'firstOn' | 'lastHeld'>): Day =>
	lastHeld === null ? addDays(firstOn, LATE.weeks) : latestNext(lastHeld, frequency);

/** How a rhythm is kept: 'too-long' since the last meeting; 'no-next' where none is planned; 'over' after its last day. */
export function rhythmOf(
	{ frequency, firstOn, until, lastHeld, next }: Rhythm,
	today: Day
): 'kept' | 'too-long' | 'no-next' | 'over' {
	if (until !== null && until < today) return 'over';
	if (today > latestOf({ frequency, firstOn, lastHeld })) return 'too-long';
	return next === null ? 'no-next' : 'kept';
}

/** Of what a steering group goes through once in a calendar year: what it has not, in `year`. */
export function untreated(
	held: readonly { day: Day; treated: readonly string[] }[],
	year: number
): ('results' | 'actions')[] {
	const inYear = held.filter(({ day }) => day.startsWith(`${year}-`));
	return (['results', 'actions'] as const).filter(
		(each) => !inYear.some(({ treated }) => treated.includes(each))
	);
}

/** Whether a meeting can still be prepared: moved, called off, and its agenda written. */
export const isAhead = ({ state }: { state: GroupMeetingState }): boolean =>
	state === 'planned' || state === 'invited';

/** Where a meeting is in its life, as far as its agenda is concerned: one that is only planned is a draft. */
export const agendaStateOf = ({
	state,
	agendaDays
}: {
	state: GroupMeetingState;
	agendaDays: CountedDays;
}) => ({ state: AGENDA_STATES[state], agendaDays }) as const;

/** Whether a meeting is held on the screen: from its day on, until its minutes are closed. */
export const mayRun = (
	{ state, day }: { state: GroupMeetingState; day: Day },
	today: Day
): boolean => isAhead({ state }) && day <= today;

/** Whether somebody is among those who were asked to write the minutes along, at the same work as then. */
export const writesAlong = (
	who: Seat,
	seats: readonly { person: string; organisation: string; writes: boolean }[]
): boolean =>
	seats.some(
		({ person, organisation, writes }) =>
			writes && person === who.person && organisation === who.organisation
	);

/** What a steering group has gone through, as its two ticks say. */
export const treatedOf = ({
	results,
	actions
}: {
	results: boolean;
	actions: boolean;
}): string[] => [...(results ? ['results'] : []), ...(actions ? ['actions'] : [])];

/** Its two ticks, as they stand in a form. */
export const ticksOf = (treated: readonly string[]): Record<'results' | 'actions', string> => ({
	results: treated.includes('results') ? 'yes' : '',
	actions: treated.includes('actions') ? 'yes' : ''
});

/** Whether two lists of what was gone through say the same. */
export const isTreatedSame = (one: readonly string[], other: readonly string[]): boolean =>
	one.length === other.length && one.every((each) => other.includes(each));

/** Whether the minutes of a meeting may be closed: it has begun, and something is written. */
export function mayClose(
	meeting: { state: GroupMeetingState; startsAt: Date },
	written: { minutes: string; outcomes: readonly string[] },
	now: Date
): Outcome<true, 'meeting-not-yet' | 'minutes-are-empty' | 'meeting-is-held'> {
	if (!isAhead(meeting)) return refused('meeting-is-held');
	if (meeting.startsAt > now) return refused('meeting-not-yet');
	if (written.minutes === '' && written.outcomes.every((outcome) => outcome === ''))
		return refused('minutes-are-empty');
	return done(true);
}

/**
 * Whether somebody keeps the meetings of a series: calls them, moves them and writes their minutes. Coordinators' meetings of an
 * agreement are kept by those it names (R-024), all others by the project leader.
 * @param conveners those an agreement names who are still there; none where it is another series, or nobody is left
 */
export function mayKeep(
	seat: Seat,
	leads: boolean,
	conveners: readonly Seat[]
): Outcome<true, ConveneRefusal | 'only-the-project-leader'> {
	if (conveners.length > 0) return mayConvene(seat, conveners);
	return leads ? done(true) : refused('only-the-project-leader');
}
