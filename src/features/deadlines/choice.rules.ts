/** How somebody wants to be reminded, for each kind of reminder. What one must do oneself is never silent. */
import type { Day } from '#values/day.ts';
import { addDays, weekdayOf } from '#values/day.ts';
import { isWorkday } from '#values/holiday.ts';
import type { DeadlineKind } from './kind.rules.ts';

/** A mail at once, one that collects a day or a week, or none. */
export const RHYTHMS = ['at-once', 'daily', 'weekly', 'none'] as const;
export type ReminderRhythm = (typeof RHYTHMS)[number];

/** The kinds of reminder that are chosen for, in the order in which they are asked. */
export const TOPICS = [
	'tasks',
	'pathways',
	'consents',
	'agreements',
	'agreement-days',
	'meetings',
	'collaboration',
	'late'
] as const;
export type Topic = (typeof TOPICS)[number];

/** What asks nothing of anybody: a day that comes by itself. Only of these may one want no mail. */
const QUIET: readonly Topic[] = ['consents', 'agreement-days', 'meetings'];

/** What somebody has chosen; what is not there goes at once. */
export type Choices = Partial<Record<Topic, ReminderRhythm>>;

/** The rhythms that may be chosen for a kind of reminder. */
export const rhythmsFor = (topic: Topic): ReminderRhythm[] =>
	RHYTHMS.filter((rhythm) => rhythm !== 'none' || QUIET.includes(topic));

/** The rhythm that holds: what was chosen, where it may be. */
export const rhythmOf = (choices: Choices, topic: Topic): ReminderRhythm => {
	const chosen = choices[topic];
	return chosen && rhythmsFor(topic).includes(chosen) ? chosen : 'at-once';
};

/** Nobody chooses for it: a mail that collects a week is no use where law gives 24 hours, or where today is the last day. */
const AT_ONCE = 'at-once-by-law';

const TOPIC = {
	tovholder: 'pathways',
	'framework-update': 'collaboration',
	'framework-section': 'collaboration',
	'plan-activity': 'collaboration',
	'steering-year': 'collaboration',
	lead: 'collaboration',
	consent: 'consents',
	'notification-assessment': AT_ONCE,
	'notification-receipt': AT_ONCE,
	'child-declaration': 'agreements',
	// told on the last workday before, where a mail that collects a week comes too late
	'emergency-review': AT_ONCE,
	'erasure-answer': 'pathways',
	foreseen: 'pathways',
	retention: 'pathways',
	task: 'tasks',
	'group-task': 'tasks',
	meeting: 'meetings',
	// told on the last day on which what was changed can be sent
	'meeting-agenda': AT_ONCE,
	'meeting-minutes': 'tasks',
	'group-meeting': 'meetings',
	'group-agenda': 'meetings',
	'group-minutes': 'tasks',
	'group-rhythm': 'collaboration',
	'agreement-plan': 'agreements',
	'agreement-review': 'agreements',
	'agreement-last-notice': 'agreement-days',
	'agreement-expiry': 'agreement-days',
	'agreement-renewal': 'agreements',
	'agreement-ending': 'agreement-days',
	'agreement-obligation': 'tasks',
	'agreement-removal': 'tasks',
	'agreement-task': 'tasks',
	'agreement-goal': 'agreement-days',
	'agreement-meeting': 'meetings',
	'agreement-frequent-meeting': 'meetings',
	'agreement-decision': 'agreements'
} as const satisfies Record<DeadlineKind, Topic | typeof AT_ONCE>;

/** Which kind of reminder a deadline brings to those who must act. */
export const topicOf = (kind: DeadlineKind): Topic | typeof AT_ONCE => TOPIC[kind];

/** Whether mails that collect a week go out on `today`: on its first workday. */
export function isFirstWorkdayOfWeek(today: Day): boolean {
	if (!isWorkday(today)) return false;
	for (let back = 1; back < weekdayOf(today); back += 1)
		if (isWorkday(addDays(today, -back))) return false;
	return true;
}
