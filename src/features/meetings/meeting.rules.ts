/**
 * A coordinating meeting: one document that is invitation, agenda and minutes, and what may happen to it when.
 *
 * draft → invited → minutes → closed; a draft or an invitation can be cancelled, and minutes that nothing is written in are
 * taken back to the invitation.
 */
import type { Former } from '#values/former.ts';
import { addMonths, dayOf, instantAt, timeOf, type Day } from '#values/day.ts';
import type { AgendaWords } from '#features/held-meetings/agenda.rules.ts';
import type { OutcomeKind } from '#features/held-meetings/running.rules.ts';
import type { CountedDays } from '#values/holiday.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { RoomCheck } from './stages.rules.ts';

export const FORMS = ['in-person', 'video', 'phone'] as const;
export const INTERPRETER_ANSWERS = ['unknown', 'yes', 'no'] as const;
export const WAYS_EXPLAINED = ['explained', 'with-interpreter', 'declined'] as const;

export type MeetingState = 'draft' | 'invited' | 'minutes' | 'closed' | 'cancelled';

/** What is decided before the meeting, as the tovholder fills it in. */
export type Details = {
	purpose: string;
	whyNow: string;
	form: (typeof FORMS)[number];
	startsAt: Date;
	endsAt: Date;
	place: string;
	placeAgreedOn: Day | null;
	interpreter: (typeof INTERPRETER_ANSWERS)[number];
	interpreterLanguage: string;
	interpreterAgreedOn: Day | null;
	interpreterProvider: string;
	interpreterOrderedOn: Day | null;
	interpreterConfirmedOn: Day | null;
	interpreterPaidBy: string;
	/** Grown-up, no relative, and not the companion (L-23). */
	interpreterIsFit: boolean;
	companionNote: string;
	preparedOn: Day | null;
	preparedNote: string;
};

export type Meeting = Details & {
	id: string;
	pathway: string;
	state: MeetingState;
	invitedAt: Date | null;
	/** Grows with each change of time that is sent (RFC 5545). */
	calendarSequence: number;
	minutes: string;
	/** Why it was held without the citizen, where it was. */
	withoutCitizen: string;
	/** What about the room is seen to. */
	roomReady: readonly RoomCheck[];
	minutesSentAt: Date | null;
	explainedOn: Day | null;
	explainedHow: (typeof WAYS_EXPLAINED)[number] | null;
	explainedNote: string;
	changedAt: Date;
	changedByName: string;
	version: number;
	/** How the municipality counts the days before it. */
	agendaDays: CountedDays;
	/** How it was prepared, and agreed with the citizen, before that was put right; for who reads the whole pathway. */
	former?: Former[];
};

export type Participant = {
	id: string;
	kind: 'citizen' | 'person' | 'guest';
	person: string | null;
	organisation: string | null;
	organisationName: string | null;
	name: string;
	/** Why they are there. */
	reason: string;
	attended: boolean | null;
	/** Asked by the tovholder to write the minutes along. */
	writes: boolean;
};

export type AgendaItem = AgendaWords & {
	id: string;
	position: number;
	outcome: string;
	outcomeKind: OutcomeKind | null;
	changedAt: Date;
	changedByName: string;
	version: number;
};

/**
 * The two instants of a meeting that begins and ends on `day` by the clock of Denmark. Refuses an hour that the change
 * to summer time skips, and an end that is not after the start.
 */
export function meetingTime(
	day: Day,
	start: string,
	end: string
): Outcome<{ startsAt: Date; endsAt: Date }, 'no-such-start' | 'no-such-end' | 'ends-too-early'> {
	const startsAt = instantAt(day, start);
	const endsAt = instantAt(day, end);
	if (timeOf(startsAt) !== start) return refused('no-such-start');
	if (timeOf(endsAt) !== end) return refused('no-such-end');
	if (endsAt <= startsAt) return refused('ends-too-early');
	return done({ startsAt, endsAt });
}

/** What stands in the way of an invitation, in the order of the document. */
export type Missing =
	| 'meeting-is-past'
	| 'place-not-asked'
	| 'interpreter-not-decided'
	| 'companion-not-discussed'
	| 'citizen-not-invited'
	| 'nobody-else-invited'
	| 'participant-not-covered'
	| 'agenda-is-empty';

/** What the document itself does not hold. */
type Asked = {
	now: Date;
	/** The person who leads the meeting: the tovholder. */
	leader: string;
	isCovered: (participant: Participant) => boolean;
};

/** Whether a meeting is so far ahead, more than a year, that the year may be a slip of the keys. */
export const isFarAhead = ({ startsAt }: Pick<Meeting, 'startsAt'>, now: Date): boolean =>
	dayOf(startsAt) > addMonths(dayOf(now), 12);

/**
 * What is missing before the invitation can be sent: time and purpose cannot be left out of the document; place
 * and interpreter are settled with the citizen for this meeting (R-140, R-141, L-24), and so is a companion (R-142,
 * R-143); the citizen is always invited and somebody beside the tovholder too, others only where their access covers
 * meetings.
 */
export function missingBeforeInvitation(
	meeting: Details,
	participants: readonly Participant[],
	agenda: readonly AgendaItem[],
	{ now, leader, isCovered }: Asked
): Missing[] {
	const people = participants.filter(({ kind }) => kind === 'person');
	const checks: [Missing, boolean][] = [
		['meeting-is-past', meeting.startsAt <= now],
		['place-not-asked', meeting.place === '' || meeting.placeAgreedOn === null],
		[
			'interpreter-not-decided',
			meeting.interpreter === 'unknown' || meeting.interpreterAgreedOn === null
		],
		['companion-not-discussed', meeting.companionNote === ''],
		['citizen-not-invited', !participants.some(({ kind }) => kind === 'citizen')],
		[
			'nobody-else-invited',
			!participants.some(({ kind, person }) => kind !== 'citizen' && person !== leader)
		],
		['participant-not-covered', !people.every(isCovered)],
		['agenda-is-empty', !agenda.some(({ parked }) => !parked)]
	];
	return checks.filter(([, isMissing]) => isMissing).map(([missing]) => missing);
}

/** Whether what was planned may still be written: until the meeting is held or cancelled. */
export const mayPlan = ({ state }: Pick<Meeting, 'state'>): boolean =>
	state === 'draft' || state === 'invited';

/** Whether the minutes may be begun: people were invited, and it is the day of the meeting or later. */
export function mayBeginMinutes(
	{ state }: Pick<Meeting, 'state'>,
	meetingDay: Day,
	today: Day
): Outcome<true, 'not-invited-yet' | 'meeting-not-yet'> {
	if (state !== 'invited') return refused('not-invited-yet');
	return today < meetingDay ? refused('meeting-not-yet') : done(true);
}

/** Whether the minutes may be written: begun, and not yet sent to anybody. */
export const mayWriteMinutes = ({
	state,
	minutesSentAt
}: Pick<Meeting, 'state' | 'minutesSentAt'>): boolean =>
	state === 'minutes' && minutesSentAt === null;

/**
 * Whether minutes that were begun by mistake are taken back, so that the meeting can be moved and called off again: nothing is
 * written, nobody is said to have been there, and no task is given.
 */
export function mayTakeBackMinutes(
	meeting: Pick<Meeting, 'state' | 'minutesSentAt' | 'minutes' | 'withoutCitizen'>,
	participants: readonly Pick<Participant, 'attended'>[],
	agenda: readonly Pick<AgendaItem, 'outcome' | 'outcomeKind'>[],
	tasks: readonly unknown[]
): Outcome<true, 'minutes-not-open' | 'minutes-are-written'> {
	if (!mayWriteMinutes(meeting)) return refused('minutes-not-open');
	const isUntouched =
		meeting.minutes === '' &&
		meeting.withoutCitizen === '' &&
		participants.every(({ attended }) => attended === null) &&
		agenda.every(({ outcome, outcomeKind }) => outcome === '' && outcomeKind === null) &&
		tasks.length === 0;
	return isUntouched ? done(true) : refused('minutes-are-written');
}

/** Whether somebody writes the minutes: the tovholder, who leads the meeting, and those whom they asked to. */
export const writesMinutes = (
	who: { isTovholder: boolean; person: string; organisation: string | null },
	participants: readonly Pick<Participant, 'person' | 'organisation' | 'writes'>[]
): boolean =>
	who.isTovholder ||
	participants.some(
		({ person, organisation, writes }) =>
			writes && person === who.person && organisation === who.organisation
	);

/**
 * Whether the minutes may be sent: something is written, it is told who was there, and why the citizen was not, and each agreed task has somebody
 * who is on the pathway and can see it. A task whose partner has left in the meantime has nobody.
 */
export function maySendMinutes(
	meeting: Pick<Meeting, 'state' | 'minutesSentAt' | 'minutes' | 'withoutCitizen'>,
	participants: readonly Participant[],
	agenda: readonly AgendaItem[],
	tasksWithNobody: readonly string[]
): Outcome<
	true,
	| 'minutes-not-open'
	| 'minutes-are-empty'
	| 'attendance-not-told'
	| 'citizen-absent'
	| 'task-without-responsible'
> {
	if (!mayWriteMinutes(meeting)) return refused('minutes-not-open');
	if (meeting.minutes === '' && agenda.every(({ outcome }) => outcome === ''))
		return refused('minutes-are-empty');
	if (participants.some(({ attended }) => attended === null)) return refused('attendance-not-told');
	const isAbsent = participants.some(({ kind, attended }) => kind === 'citizen' && !attended);
	if (isAbsent && meeting.withoutCitizen === '') return refused('citizen-absent');
	return tasksWithNobody.length > 0 ? refused('task-without-responsible') : done(true);
}

/**
 * Whether the meeting may be closed with this explanation: the minutes are sent, and with an interpreter the
 * decisions have been gone through with the interpreter (L-25), or the citizen has declined.
 */
export function mayClose(
	{ state, minutesSentAt, interpreter }: Pick<Meeting, 'state' | 'minutesSentAt' | 'interpreter'>,
	how: (typeof WAYS_EXPLAINED)[number]
): Outcome<true, 'minutes-not-sent' | 'explain-with-interpreter'> {
	if (state !== 'minutes' || minutesSentAt === null) return refused('minutes-not-sent');
	return interpreter === 'yes' && how === 'explained'
		? refused('explain-with-interpreter')
		: done(true);
}

/** Those on the list who are there by name alone. */
export const guestsOf = (participants: readonly Pick<Participant, 'kind' | 'name'>[]): string[] =>
	participants.flatMap(({ kind, name }) => (kind === 'guest' ? [name] : []));
