/** When somebody is reminded of a promise with a date: before it is due, and when it is past. */
import { addDays, weekdayOf, type Day } from '#values/day.ts';
import { AGREEMENT_RHYTHMS, stepOn, type AgreementPromise } from '#values/rhythm.ts';

/** What has been promised, by when, and who keeps it. */
export type DatedPromise = {
	kind: 'tovholder' | 'framework-update' | 'consent' | 'lead' | 'foreseen' | AgreementDay;
	dueOn: Day;
};

/** A day that an agreement has set; its review is named twice, for its owner and for all once it is overdue. */
export type AgreementDay = `agreement-${AgreementPromise}` | 'agreement-review-of-all';

/** What is told. Each is told once a promise, however many days it stays true. */
export type Reminder =
	| 'tovholder-due'
	| 'tovholder-overdue'
	| 'framework-update-30'
	| 'framework-update-7'
	| 'framework-update-overdue'
	| 'consent-expiring'
	| 'lead-ending'
	| 'lead-missing'
	| 'foreseen-soon'
	/** With the step of its rhythm, so that each step is told once. */
	| `${AgreementDay} ${number}`;

/** How long before it ends a consent is brought up, in days: time for a talk with the citizen. */
const CONSENT_NOTICE = 30;
/** How long before it is expected a foreseen need is brought up, in days, as its own rule says (foreseen.rules.ts). */
const FORESEEN_NOTICE = 14;
/** How long before their last day a project leader is asked to give the lead on, in days. */
const LEAD_NOTICE = 30;

/**
 * What to remind of today; null where it is too early, or nothing can be done any more. A decision on a tovholder is
 * due within a week, so it is brought up on the last working day before; the update of the framework a
 * month and a week before, and when it is overdue; a consent (L-3) a month before it ends; the lead of a collaboration
 * a month before the project leader's last day, and when there is none; each day of an agreement at its own rhythm.
 */
export function reminderOf({ kind, dueOn }: DatedPromise, today: Day): Reminder | null {
	switch (kind) {
		case 'tovholder':
			if (today > dueOn) return 'tovholder-overdue';
			return dueOn <= nextWorkday(today) ? 'tovholder-due' : null;
		case 'framework-update':
			if (today > dueOn) return 'framework-update-overdue';
			if (dueOn <= addDays(today, 7)) return 'framework-update-7';
			return dueOn <= addDays(today, 30) ? 'framework-update-30' : null;
		case 'consent':
			return today <= dueOn && dueOn <= addDays(today, CONSENT_NOTICE) ? 'consent-expiring' : null;
		case 'lead':
			if (today > dueOn) return 'lead-missing';
			return dueOn <= addDays(today, LEAD_NOTICE) ? 'lead-ending' : null;
		case 'foreseen':
			return dueOn <= addDays(today, FORESEEN_NOTICE) ? 'foreseen-soon' : null;
		default:
			return reminderOfAgreement(kind, dueOn, today);
	}
}

/** The step of the day's rhythm that holds today, told on the last working day before where its own is none. */
function reminderOfAgreement(kind: AgreementDay, dueOn: Day, today: Day): Reminder | null {
	const step = stepOn(AGREEMENT_RHYTHMS[promiseOf(kind)], dueOn, lookedAt(dueOn, today));
	if (step === null) return null;
	const isOverdueReview = promiseOf(kind) === 'review' && step > 0;
	if (isOverdueReview !== (kind === 'agreement-review-of-all')) return null;
	return `${kind} ${step}`;
}

/** What the day of an agreement is about. */
export const promiseOf = (kind: AgreementDay): AgreementPromise =>
	kind.replace(/^agreement-/, '').replace(/-of-all$/, '') as AgreementPromise;

/** Today, and before a weekend the days until the next workday too, but no further than the date itself. */
function lookedAt(dueOn: Day, today: Day): Day {
	const until = addDays(nextWorkday(today), -1);
	if (today > dueOn) return today;
	return until < dueOn ? until : dueOn;
}

/** Whether `day` is a Monday to Friday. Public holidays count as workdays: a reminder too many does no harm. */
export const isWorkday = (day: Day): boolean => weekdayOf(day) <= 5;

/** The first workday after `day`. */
export function nextWorkday(day: Day): Day {
	const next = addDays(day, 1);
	return isWorkday(next) ? next : nextWorkday(next);
}
