/** That a notification was made outside Samspil, and the clocks that it sets going (L-16). */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { Day } from '#values/day.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { shapeClocks, type ClockRefusal, type Clocks, type ClocksSaid } from '../clocks.rules.ts';
import { findChild } from './child.queries.ts';
import { keep } from './keep-child.ts';
import { insertNotification, updateClocks, type Notification } from './notification.queries.ts';

/** What is written of a notification: never what it said. */
export type NotificationSaid = { madeOn: Day; madeBy: string; madeTo: string } & Pick<
	ClocksSaid,
	'receivedOn' | 'receivedTime'
>;

const NOTHING_YET = { assessedOn: null, assessedTime: '', receiptedOn: null };

/** Writes down that it was made: when, by whom and to whom, and when the municipality received it where that is known. */
export async function noteNotification(
	acting: Acting,
	pathway: string,
	id: string,
	{ madeOn, madeBy, madeTo, ...received }: NotificationSaid,
	now: Date
): Promise<Outcome<true, 'not-there' | 'pathway-closed' | 'held-in-the-future' | ClockRefusal>> {
	if (madeOn > acting.today) return refused('held-in-the-future');
	const clocks = shapeClocks({ ...received, ...NOTHING_YET }, madeOn, now);
	if (!clocks.ok) return clocks;
	const { receivedAt } = clocks.value;
	return keep(acting, pathway, id, 'child.notified', (by) =>
		insertNotification({ pathway, id, by }, { madeOn, madeBy, madeTo, receivedAt })
	);
}

/** Writes when it was received, assessed and receipted, based on `version`; the same form sent twice is one. */
export async function keepClocks(
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	said: ClocksSaid,
	now: Date
): Promise<Outcome<true, 'not-there' | 'pathway-closed' | ClockRefusal> | Stale<Notification>> {
	const child = await acting.first(findChild(pathway));
	const before = child?.notifications.find((each) => each.id === id);
	if (!child?.isHeld || !before) return refused('not-there');
	if (!child.isOpen) return refused('pathway-closed');
	const clocks = shapeClocks(said, before.madeOn, now);
	if (!clocks.ok) return clocks;
	const at = { pathway, id, by: acting.visitor.name };
	if ((await acting.run(updateClocks(at, version, clocks.value))) > 0) {
		await acting.run(recordPathway('child.notification-clocks', pathway, id));
		return done(true);
	}
	const saved = (await acting.first(findChild(pathway)))?.notifications.find(
		(each) => each.id === id
	);
	if (!saved) return refused('not-there');
	return isSame(clocks.value, clocksIn(saved)) ? done(true) : stale(saved);
}

const isSame = (one: Clocks, other: Clocks): boolean =>
	one.receivedAt?.getTime() === other.receivedAt?.getTime() &&
	one.assessedAt?.getTime() === other.assessedAt?.getTime() &&
	one.receiptedOn === other.receiptedOn;

/** What is kept of a notification's clocks, as the rules read it. */
const clocksIn = ({ receivedAt, assessedAt, receiptedOn }: Notification): Clocks => ({
	receivedAt: receivedAt === null ? null : new Date(receivedAt),
	assessedAt: assessedAt === null ? null : new Date(assessedAt),
	receiptedOn
});
