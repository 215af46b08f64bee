/** The agenda: what will be talked about, with what aim and for how long. Changed until two days before. */
import {
	isSameItem,
	mayChangeAgenda,
	mayOwn,
	type AgendaWords
} from '#features/held-meetings/agenda.rules.ts';
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { hasChanged, type ChangedSince } from '../seen.rules.ts';
import { deleteItem, insertItem, updateItem } from './agenda.queries.ts';
import { openMeeting } from './open-meeting.ts';

type AgendaRefusal = 'not-there' | 'agenda-not-open' | 'agenda-too-late' | 'owner-not-on-list';

/** Puts an item last on the agenda, or on the parked list. A form sent twice puts one there; with another
 * text under its id it is stale. */
export async function addAgendaItem(
	acting: Acting,
	pathway: string,
	id: string,
	item: AgendaWords & { id: string }
): Promise<Outcome<true, AgendaRefusal | 'stale'>> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const { meeting, meetingDay, agenda, participants, place } = opened;
	const before = agenda.find((each) => each.id === item.id);
	if (before) return isSameItem(before, item) ? done(true) : refused('stale');
	const may = mayChangeAgenda(meeting, item, meetingDay, acting.today);
	if (!may.ok) return may;
	if (!mayOwn(item, participants)) return refused('owner-not-on-list');
	const position = Math.max(0, ...agenda.map((each) => each.position)) + 1;
	await acting.run(insertItem(place, acting.visitor.name, { ...item, position }));
	await acting.run(recordPathway('meeting.agenda-written', pathway, id));
	return done(true);
}

/** Changes an item on top of `version`. */
export async function changeAgendaItem(
	acting: Acting,
	pathway: string,
	id: string,
	itemId: string,
	version: number,
	item: AgendaWords
): Promise<Outcome<true, AgendaRefusal | 'stale'>> {
	const opened = await openMeeting(acting, pathway, id);
	const found = opened?.agenda.find((each) => each.id === itemId);
	if (!opened || !found) return refused('not-there');
	if (isSameItem(found, item)) return done(true);
	if (found.version !== version) return refused('stale');
	const may = mayChangeAgenda(opened.meeting, item, opened.meetingDay, acting.today);
	if (!may.ok) return may;
	if (!mayOwn(item, opened.participants)) return refused('owner-not-on-list');
	await acting.run(updateItem(id, itemId, version, acting.visitor.name, item));
	await acting.run(recordPathway('meeting.agenda-written', pathway, id));
	return done(true);
}

/**
 * Moves an item one place up, while the agenda is open: past the one that stood `above` it when it was read. Pressed twice
 * it moves once; where either has been changed or moved since, nothing is moved.
 */
export async function moveAgendaItemUp(
	acting: Acting,
	pathway: string,
	id: string,
	itemId: string,
	shown: { version: number; above: string }
): Promise<Outcome<true, 'not-there' | 'agenda-not-open' | 'agenda-too-late'> | ChangedSince> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened?.agenda.some((each) => each.id === itemId)) return refused('not-there');
	const order = opened.agenda.filter(({ parked }) => !parked);
	const placeOf = (item: string) => order.findIndex((each) => each.id === item);
	const [index, passed] = [placeOf(itemId), placeOf(shown.above)];
	if (index >= 0 && passed > index) return done(true);
	if (index < 1 || passed !== index - 1 || order[index]!.version !== shown.version)
		return hasChanged(['agenda']);
	const may = mayChangeAgenda(
		opened.meeting,
		{ parked: false, lateReason: '' },
		opened.meetingDay,
		acting.today
	);
	if (!may.ok) return may;
	const above = order[passed]!;
	const item = order[index]!;
	const { name } = acting.visitor;
	await acting.run(updateItem(id, item.id, item.version, name, { position: above.position }));
	await acting.run(updateItem(id, above.id, above.version, name, { position: item.position }));
	await acting.run(recordPathway('meeting.agenda-written', pathway, id));
	return done(true);
}

/**
 * Takes an item off a draft's agenda, as it was read: one that has been written anew since stays, and is read first. After
 * the invitation it is parked instead, so that its story can be told.
 */
export async function removeAgendaItem(
	acting: Acting,
	pathway: string,
	id: string,
	itemId: string,
	version: number
): Promise<Outcome<true, 'not-there' | 'agenda-was-sent' | 'stale'>> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const item = opened.agenda.find((each) => each.id === itemId);
	if (!item) return done(true);
	if (item.version !== version) return refused('stale');
	if (opened.meeting.state !== 'draft') return refused('agenda-was-sent');
	await acting.run(deleteItem(id, itemId));
	await acting.run(recordPathway('meeting.agenda-written', pathway, id));
	return done(true);
}
