/**
 * L-15: that somebody has notified the municipality of a child, by their own account: when, and by which way. It says nothing of whom, is read by
 * nobody else, and is never the notification itself.
 */
import { instantAt, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** By which way: to the municipality by telephone or in writing, to 112, or another. */
export const WAYS = ['phone', 'written', 'danger', 'other'] as const;
export type Way = (typeof WAYS)[number];

/** A notification as it is written down; `time` is the time of day, empty where it is not remembered. */
export type NotifiedSaid = { madeOn: Day; time: string; way: Way };

/** Decides what is written down at the instant `now`: it has happened. */
export const weighNotified = (
	said: NotifiedSaid,
	now: Date
): Outcome<NotifiedSaid, 'notified-not-yet'> =>
	instantAt(said.madeOn, said.time || '00:00') > now ? refused('notified-not-yet') : done(said);

/** Where the municipality is notified, and how its weekdays are counted; empty where nobody has written it. */
export type NotificationSetting = { phone: string; channel: string; saturdays: boolean };
