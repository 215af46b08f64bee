/** Writing down where the municipality is notified of a child, and that oneself has done so (L-15). */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { weighNotified, type NotificationSetting, type NotifiedSaid } from '../notify.rules.ts';
import {
	deleteNotified,
	findNotificationSetting,
	insertNotified,
	writeNotificationSetting,
	type SettingShown
} from './notify.queries.ts';

/** Writes that somebody has notified; the same form sent twice writes it once. */
export async function noteNotified(
	acting: Acting,
	id: string,
	said: NotifiedSaid,
	now: Date
): Promise<Outcome<true, 'notified-not-yet'>> {
	const weighed = weighNotified(said, now);
	if (!weighed.ok) return weighed;
	await acting.run(insertNotified(id, weighed.value));
	return done(true);
}

/** Takes one's own note away; a second time changes nothing. */
export async function forgetNotified(acting: Acting, id: string): Promise<void> {
	await acting.run(deleteNotified(id));
}

/**
 * Writes where the municipality is notified on top of `version`, 0 where nobody had. Where it was written differently since, answers what is
 * saved; the days by which receipts are sent are worked out anew by a trigger.
 */
export async function keepNotificationSetting(
	acting: Acting,
	version: number,
	said: NotificationSetting
): Promise<Outcome<true, 'not-there'> | Stale<SettingShown>> {
	const saved = await acting.first(findNotificationSetting());
	if (!saved?.isLed) return refused('not-there');
	const isSame =
		saved.phone === said.phone &&
		saved.channel === said.channel &&
		saved.saturdays === said.saturdays;
	if (isSame && saved.version > 0) return done(true);
	if ((await acting.run(writeNotificationSetting(version, said, acting.visitor.name))) === 0)
		return stale((await acting.first(findNotificationSetting()))!);
	await acting.run(record('notification.setting-changed', null, { saturdays: said.saturdays }));
	return done(true);
}
