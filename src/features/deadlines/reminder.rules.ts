/** When somebody is reminded of a deadline: before it, on it, and when it is past; and when it goes one step up. */
import { CONSENT_NOTICE } from '#features/consents/consent.rules.ts';
import { addDays, type Day } from '#values/day.ts';
import type { Told } from '#values/deadline.ts';
import { addWorkdays, isWorkday } from '#values/holiday.ts';
import { AGREEMENT_RHYTHMS, stepOn, type AgreementPromise, type Rhythm } from '#values/rhythm.ts';
import { kindOf, type DeadlineKind } from './kind.rules.ts';

/** What is told. `step` tells it from what else is told of the same deadline, so that each is told once. */
export type Reminder = { to: Told; step: string; notice: string };

/** time enough to call a meeting of the steering group before the year is over. Ours, no rule names any days. */
const STEERING_NOTICE = 60;
/** How long before it is expected a foreseen need is brought up, in days, as its own rule says (foreseen.rules.ts). */
const FORESEEN_NOTICE = 14;
/** How long a foreseen need is brought up after its day, in days, where nobody was there to hear of it. */
const FORESEEN_LATE = 7;
/** How long before it has been kept long enough a closed pathway is brought up, in days: time to hold something back. */
const RETENTION_NOTICE = 30;
/** L-21: a month, in which certificates that are missing can be obtained. */
const DECLARATION_NOTICE = 30;
/** How long before their last day a project leader is asked to give the lead on, in days. */
const LEAD_NOTICE = 30;
/** A task for a citizen: the day before its day, and the day after. */
const TASK_RHYTHM: Rhythm = [-1, 1];
/** minutes that are not sent. */
const MINUTES_RHYTHM: Rhythm = [0, 7];
/** Workdays that those who must act have after the day, before it goes one step up. */
export const STEP_UP = 3;

/**
 * What to remind of today: at most one thing for each side, nothing where it is too early or nothing can be done any more.
 * A decision on a tovholder is due within a week, so it is brought up on the last workday before; the update of
 * the framework a month and a week before, and when it is overdue; a consent (L-3) a month before it ends; the
 * lead of a collaboration a month before the project leader's last day, and when there is none; each day of an
 * agreement at its own rhythm. What nobody has done three workdays after its day goes one step up.
 */
export function remindersOf(kind: DeadlineKind, dueOn: Day, today: Day): Reminder[] {
	const own = ownOf(kind, dueOn, today);
	const up = isUp(kind, dueOn, today);
	return [
		...(own ? [own] : []),
		...(up ? [{ to: 'hears' as const, step: `${kind}-up`, notice: 'deadline-late' }] : [])
	];
}

/** Whether a deadline has gone one step up on `today`. A review has its own rhythm for everybody. */
const isUp = (kind: DeadlineKind, dueOn: Day, today: Day): boolean =>
	kindOf(kind).hears.length > 0 &&
	kind !== 'agreement-review' &&
	today >= addWorkdays(dueOn, STEP_UP);

function ownOf(kind: DeadlineKind, dueOn: Day, today: Day): Reminder | null {
	switch (kind) {
		case 'tovholder':
			if (today > dueOn) return told('tovholder-overdue');
			return dueOn <= nextWorkday(today) ? told('tovholder-due') : null;
		case 'framework-update':
			if (today > dueOn) return told('framework-update-overdue');
			if (dueOn <= addDays(today, 7)) return told('framework-update-7', 'framework-update-soon');
			return dueOn <= addDays(today, 30)
				? told('framework-update-30', 'framework-update-soon')
				: null;
		case 'notification-assessment':
		case 'notification-receipt':
		case 'emergency-review':
			// a day or a week: brought up on the last workday before, since nothing is told at a weekend
			if (today > dueOn) return told(`${kind}-late`);
			return dueOn <= nextWorkday(today) ? told(`${kind}-soon`) : null;
		case 'child-declaration':
			if (today > dueOn) return told('child-declaration-late');
			return dueOn <= addDays(today, DECLARATION_NOTICE) ? told('child-declaration-soon') : null;
		case 'framework-section':
			return soonOrLate('framework-section', dueOn, today);
		case 'plan-activity':
			return soonOrLate('framework-activity', dueOn, today);
		case 'steering-year':
			if (today > dueOn) return told('steering-year-late');
			return dueOn <= addDays(today, STEERING_NOTICE) ? told('steering-year-soon') : null;
		case 'consent':
			return today <= dueOn && dueOn <= addDays(today, CONSENT_NOTICE)
				? told('consent-expiring')
				: null;
		case 'retention':
			return dueOn <= addDays(today, RETENTION_NOTICE) ? told('retention-soon') : null;
		case 'lead':
			if (today > dueOn) return told('lead-missing');
			return dueOn <= addDays(today, LEAD_NOTICE) ? told('lead-ending') : null;
		case 'foreseen':
			return addDays(today, -FORESEEN_LATE) <= dueOn && dueOn <= addDays(today, FORESEEN_NOTICE)
				? told('foreseen-soon')
				: null;
		case 'task':
		case 'group-task':
			return stepped('task', TASK_RHYTHM, dueOn, today);
		case 'erasure-answer':
		case 'group-rhythm':
		case 'agreement-plan':
			return soonOrLate(kind, dueOn, today);
		case 'meeting-minutes':
		case 'group-minutes':
			return stepped('meeting-minutes', MINUTES_RHYTHM, dueOn, today);
		case 'meeting':
		case 'group-meeting':
			return ofMeeting(dueOn, today);
		case 'meeting-agenda':
			// the last day on which what was changed can be sent; asked only of agendas that were
			return today <= dueOn && dueOn < nextWorkday(today) ? told('agenda-not-sent') : null;
		case 'group-agenda':
		case 'agreement-frequent-meeting':
			// A group is told of each change at once; and the last meeting was as near as a reminder would be.
			return null;
		case 'agreement-review':
			return ofReview(dueOn, today);
		default:
			return stepped(kind, AGREEMENT_RHYTHMS[promiseOf(kind)], dueOn, today);
	}
}

/** A week before, and once it is late. */
function soonOrLate(what: string, dueOn: Day, today: Day): Reminder | null {
	if (today > dueOn) return told(`${what}-late`);
	return dueOn <= addDays(today, 7) ? told(`${what}-soon`) : null;
}

const told = (step: string, notice = step): Reminder => ({ to: 'acts', step, notice });

/** The step of a rhythm that holds today, told on the last workday before where its own is none. */
function stepped(kind: DeadlineKind, rhythm: Rhythm, dueOn: Day, today: Day): Reminder | null {
	const step = stepOn(rhythm, dueOn, lookedAt(dueOn, today));
	if (step === null) return null;
	return told(`${kind} ${step}`, `${kind}-${step < 0 ? 'soon' : 'due'}`);
}

/** On the workday before it: the day before, or, after days off, as the next workday's. Both are the same step. */
function ofMeeting(dueOn: Day, today: Day): Reminder | null {
	if (today >= dueOn || dueOn > nextWorkday(today)) return null;
	return told(
		'meeting-soon',
		dueOn === addDays(today, 1) ? 'meeting-tomorrow' : 'meeting-after-days-off'
	);
}

/** a review is its owner's; once it is overdue it is every party's. */
function ofReview(dueOn: Day, today: Day): Reminder | null {
	const step = stepOn(AGREEMENT_RHYTHMS.review, dueOn, lookedAt(dueOn, today));
	if (step === null) return null;
	const notice = `agreement-review-${step < 0 ? 'soon' : 'due'}`;
	return step > 0
		? { to: 'hears', step: `agreement-review-of-all ${step}`, notice }
		: told(`agreement-review ${step}`, notice);
}

/** What the day of an agreement is about. */
const promiseOf = (kind: DeadlineKind): AgreementPromise =>
	kind.replace(/^agreement-/, '') as AgreementPromise;

/** Today, and before days off the days until the next workday too, but no further than the date itself. */
function lookedAt(dueOn: Day, today: Day): Day {
	const until = addDays(nextWorkday(today), -1);
	if (today > dueOn) return today;
	return until < dueOn ? until : dueOn;
}

/** The first workday after `day`: people are told nothing at a weekend or on a public holiday. */
export const nextWorkday = (day: Day): Day => addWorkdays(day, 1);

/** The hours in which people are told of deadlines, by the clock of Denmark: from the first through the one before the last. */
const HUMANE_HOURS = { from: '07:00', until: '18:00' } as const;

/** Whether people are told of deadlines at this time: on a workday, by day. */
export const isHumane = (day: Day, time: string): boolean =>
	isWorkday(day) && time >= HUMANE_HOURS.from && time < HUMANE_HOURS.until;
