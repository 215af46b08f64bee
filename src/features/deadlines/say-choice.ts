/** The words of how one wants to be reminded. */
import { m } from '#messages';
import type { ReminderRhythm, Topic } from './choice.rules.ts';

const TOPIC = {
	tasks: m.reminders_tasks,
	pathways: m.reminders_pathways,
	consents: m.reminders_consents,
	agreements: m.reminders_agreements,
	'agreement-days': m.reminders_agreement_days,
	meetings: m.reminders_meetings,
	collaboration: m.reminders_collaboration,
	late: m.reminders_late
} satisfies Record<Topic, () => string>;

/** Which kind of reminder it is. */
export const sayTopic = (topic: Topic): string => TOPIC[topic]();

const RHYTHM = {
	'at-once': m.reminders_at_once,
	daily: m.reminders_daily,
	weekly: m.reminders_weekly,
	none: m.reminders_none
} satisfies Record<ReminderRhythm, () => string>;

/** How often. */
export const sayRhythm = (rhythm: ReminderRhythm): string => RHYTHM[rhythm]();
