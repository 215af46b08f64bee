/**
 * Every day by which somebody must do something, worked out from facts: what, who, when and why. The one place that
 * counts these days; the table, the reminders and the pages all have them from here.
 *
 * Told everything and asking nothing: the same facts on the same day give the same deadlines, in whatever order they come.
 */
import { addDays, addMonths, dayOf, laterOf, type Day } from '#values/day.ts';
import type { Place } from '#values/deadline.ts';
import { expectedDays } from '#features/action-plan/action-plan.rules.ts';
import { declareBy } from '#features/child-certificates/certificate.rules.ts';
import { assessBy, receiptBy, weekOf } from '#features/children/clocks.rules.ts';
import { reviewBy } from '#features/emergency/emergency.rules.ts';
import { latestOf } from '#features/group-meetings/series.rules.ts';
import { lastAgendaDay } from '#features/held-meetings/agenda.rules.ts';
import { answerBy } from '#features/retention/retention.rules.ts';
import { addWorkdays, type CountedDays } from '#values/holiday.ts';
import { comingMeetings, type Frequency } from '#values/meeting-dates.ts';
import { kindOf, type DeadlineKind, type Part } from './kind.rules.ts';

/** Somebody with the hat under which they do it. */
export type Holder = { person: string; organisation: string };

/** Everybody who has a part in a thing. */
export type Parts = Partial<Record<Part, readonly Holder[]>>;

/** A thing with a day, as the database knows it. */
export type Fact = Place & { parts: Parts } & (
		| { kind: Exclude<DeadlineKind, Derived>; day: Day }
		/** Invited, or held and its minutes being written: none of it is sent yet. */
		| { kind: 'meeting'; day: Day; state: 'invited' | 'minutes' }
		/** `state` says how many times a year, and how many were held this year: '4 1'. */
		| { kind: 'plan-yearly'; day: Day; until: Day | null; state: string }
		/** Of a group: planned, or invited and its minutes not closed. One of an agreement is on the days of its series. */
		| { kind: 'group-meeting' | 'agreed-group-meeting'; day: Day; state: 'planned' | 'invited' }
		/** A series of a group: `day` is when it was held last, or first is to be. */
		| {
				kind: 'group-rhythm';
				day: Day;
				until: Day | null;
				frequency: Frequency;
				state: 'begun' | 'held';
		  }
		/** `day`: on which a municipality received a notification about a child; `state`: the instant, ISO 8601. */
		| { kind: 'notification-assessment'; day: Day; state: string }
		/** The same day; `state`: whether a Saturday is one of its weekdays. */
		| { kind: 'notification-receipt'; day: Day; state: 'saturdays' | 'weekdays' }
		/** `day`: when an association declared last, or when its first role with children began. */
		| { kind: 'child-declaration'; day: Day }
		/** `day`: on which an emergency access began, or a wish to be erased was said. */
		| { kind: 'emergency-review' | 'erasure-answer'; day: Day }
		/** `day`: since when the agreement that the plan stands in counts as it is; `until`: when it was last gone through and goes on so. */
		| { kind: 'agreement-plan'; day: Day; until: Day | null }
		| { kind: 'agreement-series'; day: Day; until: Day | null; frequency: Frequency }
	);

/** What follows from a meeting or a series, and is no fact of its own. */
type Derived =
	| 'group-meeting'
	| 'group-agenda'
	| 'group-minutes'
	| 'group-rhythm'
	| 'agreement-plan'
	| 'notification-assessment'
	| 'notification-receipt'
	| 'child-declaration'
	| 'emergency-review'
	| 'erasure-answer'
	| 'meeting'
	| 'meeting-agenda'
	| 'meeting-minutes'
	| 'agreement-meeting'
	| 'agreement-frequent-meeting';

/** What must be done, by whom, when; why is in its kind. */
export type Deadline = Place & {
	kind: DeadlineKind;
	dueOn: Day;
	/** Who must act; nobody where nobody with a part in it is left. */
	acts: Holder[];
	/** Who hears of it when nobody did. */
	hears: Holder[];
};

/** minutes are asked for after five workdays; public holidays are none. */
const MINUTES_WORKDAYS = 5;
/** the plan of a partnership is looked over within twelve months, and covers two years. */
const PLAN_MONTHS = 12;
const PLAN_COVERS = 24;
/** How far ahead the meetings of a series are told, in months. */
const AHEAD = 12;
/** Series of which only the next meeting is a deadline: a year of them would hide everything else. */
const TOO_OFTEN: readonly Frequency[] = ['weekly', 'fortnightly'];
/** More meetings than any other series holds in a year. */
const MOST_MEETINGS = 24;

/** All deadlines that follow from `facts` on `today`, by day; each once. `agendaDays`: how the municipality counts before a meeting. */
export function deadlinesOf(
	facts: readonly Fact[],
	today: Day,
	agendaDays: CountedDays
): Deadline[] {
	const all = new Map<string, Deadline>();
	for (const fact of facts)
		for (const [kind, dueOn] of daysOf(fact, today, agendaDays)) {
			const deadline = deadlineOf(fact, kind, dueOn);
			all.set(keyOf(deadline), deadline);
		}
	return [...all.values()].sort((a, b) => compare(keyOf(a), keyOf(b)));
}

/** What tells one deadline from another; in the order of days. */
export const keyOf = ({ dueOn, kind, subject }: Pick<Deadline, 'dueOn' | 'kind' | 'subject'>) =>
	`${dueOn} ${kind} ${subject}`;

/** The days that follow from one fact. */
function daysOf(fact: Fact, today: Day, agendaDays: CountedDays): [DeadlineKind, Day][] {
	switch (fact.kind) {
		case 'meeting':
			return daysOfMeeting(fact, today, agendaDays);
		case 'plan-yearly':
			return daysOfYear(fact, today);
		case 'group-meeting':
		case 'agreed-group-meeting':
			return daysOfGroupMeeting(fact, today, agendaDays);
		case 'group-rhythm':
			return dayOfRhythm(fact);
		case 'notification-assessment':
			return [[fact.kind, dayOf(assessBy(new Date(fact.state)))]];
		case 'notification-receipt':
			return [[fact.kind, receiptBy(fact.day, weekOf(fact.state === 'saturdays'))]];
		case 'child-declaration':
			return [[fact.kind, declareBy(fact.day)]];
		case 'emergency-review':
			return [[fact.kind, reviewBy(fact.day)]];
		case 'erasure-answer':
			return [[fact.kind, answerBy(fact.day)]];
		case 'agreement-plan':
			return [['agreement-plan', dayOfPlan(fact)]];
		case 'agreement-series':
			return daysOfSeries(fact, today);
		default:
			return [[fact.kind, fact.day]];
	}
}

/** the times of this year that are not held yet; those that were held are the first. */
function daysOfYear(
	{ day, until, state }: Extract<Fact, { kind: 'plan-yearly' }>,
	today: Day
): [DeadlineKind, Day][] {
	const [times = 0, held = 0] = state.split(' ').map(Number);
	const timing = { kind: 'yearly', from: day, until, times } as const;
	return expectedDays(timing, Number(today.slice(0, 4)))
		.slice(held)
		.map((due) => ['plan-activity', due]);
}

/** A meeting that is held, what is changed before it, and the minutes after it. */
function daysOfMeeting(
	{ day, state }: { day: Day; state: 'invited' | 'minutes' },
	today: Day,
	agendaDays: CountedDays
): [DeadlineKind, Day][] {
	const agenda = lastAgendaDay(day, agendaDays);
	// Its minutes are begun on its day, and until that is over it is the meeting of today as before.
	const isAhead = today <= day;
	return [
		...(isAhead && state === 'invited' && today <= agenda
			? ([['meeting-agenda', agenda]] as const)
			: []),
		...(isAhead ? ([['meeting', day]] as const) : []),
		['meeting-minutes', addWorkdays(day, MINUTES_WORKDAYS)]
	].map(([kind, dueOn]) => [kind as DeadlineKind, dueOn as Day]);
}

/** A group's meeting to come, and once it is called together what is changed before it and the minutes after it. */
function daysOfGroupMeeting(
	{ kind, day, state }: Extract<Fact, { kind: 'group-meeting' | 'agreed-group-meeting' }>,
	today: Day,
	agendaDays: CountedDays
): [DeadlineKind, Day][] {
	const agenda = lastAgendaDay(day, agendaDays);
	const isInvited = state === 'invited';
	const days: [DeadlineKind, Day, boolean][] = [
		['group-agenda', agenda, isInvited && today <= agenda],
		['group-meeting', day, kind === 'group-meeting' && today <= day],
		['group-minutes', addWorkdays(day, MINUTES_WORKDAYS), isInvited]
	];
	return days.filter(([, , is]) => is).map(([name, on]) => [name, on]);
}

/** the last day on which the next meeting of a series keeps its rhythm; none where the series is over by then. */
function dayOfRhythm({
	day,
	until,
	frequency,
	state
}: Extract<Fact, { kind: 'group-rhythm' }>): [DeadlineKind, Day][] {
	const latest = latestOf({
		frequency,
		firstOn: day,
		lastHeld: state === 'held' ? day : null
	});
	return until !== null && until < latest ? [] : [['group-rhythm', latest]];
}

/**
 * within a year of when the plan was agreed, or was last gone through and goes on; and anew by the last day of the two years that it
 * covers, however often it was gone through.
 */
function dayOfPlan({ day, until: seen }: { day: Day; until: Day | null }): Day {
	const next = addMonths(laterOf(day, seen ?? day), PLAN_MONTHS);
	const last = addDays(addMonths(day, PLAN_COVERS), -1);
	return laterOf(next, last) === last ? next : last;
}

/** The meetings of a series in the coming year. Today's is held and needs no calling. */
function daysOfSeries(
	{ day, until, frequency }: { day: Day; until: Day | null; frequency: Frequency },
	today: Day
): [DeadlineKind, Day][] {
	const series = { frequency, firstOn: day, until };
	const tomorrow = addDays(today, 1);
	if (TOO_OFTEN.includes(frequency))
		return comingMeetings(series, tomorrow, 1).map((each) => ['agreement-frequent-meeting', each]);
	const horizon = addMonths(today, AHEAD);
	return comingMeetings(series, tomorrow, MOST_MEETINGS)
		.filter((each) => each <= horizon)
		.map((each) => ['agreement-meeting', each]);
}

function deadlineOf({ parts, ...fact }: Fact, kind: DeadlineKind, dueOn: Day): Deadline {
	const { acts, hears } = kindOf(kind);
	const acting = firstOf(acts, parts, []);
	return { ...placeOf(fact), kind, dueOn, acts: acting, hears: firstOf(hears, parts, acting) };
}

/** All who have the first of these parts that anybody has who is not `already` in it; each once. */
function firstOf(wanted: readonly Part[], parts: Parts, already: readonly Holder[]): Holder[] {
	const known = new Set(already.map(nameOf));
	for (const part of wanted) {
		const found = new Map((parts[part] ?? []).map((holder) => [nameOf(holder), holder]));
		const others = [...found].filter(([name]) => !known.has(name)).map(([, holder]) => holder);
		if (others.length > 0) return others.sort((a, b) => compare(nameOf(a), nameOf(b)));
	}
	return [];
}

const nameOf = ({ person, organisation }: Holder) => `${person} ${organisation}`;

const placeOf = (place: Place): Place => ({
	subject: place.subject,
	about: place.about,
	seen: place.seen,
	collaboration: place.collaboration,
	document: place.document,
	pathway: place.pathway,
	scope: place.scope,
	path: place.path
});

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
