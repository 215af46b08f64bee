/** The words of how one wants to be reminded. */
import { m } from '#messages';
import { RHYTHMS, type ReminderRhythm, type Topic } from './choice.rules.ts';

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

const OWN_RHYTHM = {
	'at-once': m.reminders_mine_at_once,
	daily: m.reminders_mine_daily,
	weekly: m.reminders_weekly,
	none: m.reminders_mine_none
} satisfies Record<ReminderRhythm, () => string>;

/** How often, in the plain words of the citizen's page. */
export const sayOwnRhythm = (rhythm: ReminderRhythm): string => OWN_RHYTHM[rhythm]();

/** What a citizen chooses from: a mail that collects a week comes after most meetings, and stands there only for whoever has chosen it. */
export const ownRhythms = (now: ReminderRhythm): ReminderRhythm[] =>
	RHYTHMS.filter((rhythm) => rhythm !== 'weekly' || rhythm === now);
