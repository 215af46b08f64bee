/** What was parked at an earlier meeting is taken up at this one, or dropped. */
import { mayChangeAgenda } from '#features/held-meetings/agenda.rules.ts';
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { mayPlan } from '../meeting.rules.ts';
import { dropParked, takeUp } from '../parked.rules.ts';
import { insertItem } from './agenda.queries.ts';
import { openMeeting } from './open-meeting.ts';
import { findParked, holdItem, updateDropped } from './parked.queries.ts';

/** What an item says as it is saved, and who wrote it last. */
export type SavedDrop = {
	droppedReason: string;
	version: number;
	changedAt: Date;
	changedByName: string;
};

type Refusal = 'not-there' | 'agenda-not-open' | 'agenda-too-late' | 'not-parked-any-more';

/** Puts a parked item last on the agenda of a meeting, while that is open. Pressed twice, it is put there once. */
export async function takeUpParked(
	acting: Acting,
	pathway: string,
	id: string,
	itemId: string
): Promise<Outcome<true, Refusal>> {
	const opened = await openMeeting(acting, pathway, id);
	const item = opened && (await findHeld(acting, pathway, itemId));
	if (!opened || !item) return refused('not-there');
	const taken = takeUp(item, id);
	if (!taken.ok) return taken;
	if (taken.value === 'there') return done(true);
	const { meeting, meetingDay, agenda, place } = opened;
	const onAgenda = { owner: null, parked: false, lateReason: '' };
	const may = mayChangeAgenda(meeting, onAgenda, meetingDay, acting.today);
	if (!may.ok) return may;
	const { title, aim, minutes } = item;
	await acting.run(
		insertItem(place, acting.visitor.name, {
			...onAgenda,
			id: crypto.randomUUID(),
			position: Math.max(0, ...agenda.map((each) => each.position)) + 1,
			title,
			aim,
			minutes,
			cameFrom: item.id
		})
	);
	await acting.run(recordPathway('meeting.agenda-written', pathway, id));
	return done(true);
}

/**
 * Drops a parked item, with a reason that everybody who reads its meeting can see. Answers what is saved where it was
 * changed since `version`.
 */
export async function dropParkedItem(
	acting: Acting,
	pathway: string,
	id: string,
	{ item: itemId, version, reason }: { item: string; version: number; reason: string }
): Promise<Outcome<true, Refusal> | Stale<SavedDrop>> {
	const opened = await openMeeting(acting, pathway, id);
	const item = opened && (await findHeld(acting, pathway, itemId));
	if (!opened || !item) return refused('not-there');
	if (item.droppedReason === reason) return done(true);
	if (!mayPlan(opened.meeting)) return refused('agenda-not-open');
	const may = dropParked(item);
	if (!may.ok) return may;
	if (item.version !== version) return stale(item);
	await acting.run(updateDropped(itemId, version, acting.visitor.name, reason));
	await acting.run(recordPathway('meeting.parked-dropped', pathway, itemId));
	return done(true);
}

/** The item, held until the transaction ends: two meetings do not take up the same one. */
async function findHeld(acting: Acting, pathway: string, id: string) {
	const held = await acting.first(holdItem(pathway, id));
	return held && acting.first(findParked(pathway, id));
}
