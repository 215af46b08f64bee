/** The agenda of a group's meeting: changed until two days before, later parked or with a reason that the group sees. */
import {
	isSameItem,
	mayChangeAgenda,
	mayOwn,
	type AgendaWords
} from '#features/held-meetings/agenda.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { queueMail } from '#server/mail.queries.ts';
import { wordsOfChange } from '#server/mail/mail-kinds.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { agendaStateOf } from '../series.rules.ts';
import { insertGroupItem, listGroupItems, updateGroupAgenda } from './agenda.queries.ts';
import { findGroupMeeting, holdGroupMeeting, listGroupPeople } from './series.queries.ts';

type Ids = { collaboration: string; meeting: string };
type Refusal = 'not-there' | 'agenda-not-open' | 'agenda-too-late' | 'owner-not-on-list';

/** Puts something last on the agenda, or on what is parked; a form sent twice puts it there once. */
export async function addGroupItem(
	acting: Acting,
	ids: Ids,
	item: AgendaWords & { id: string }
): Promise<Outcome<true, Refusal | 'sent-before'>> {
	const opened = await open(acting, ids);
	if (!opened) return refused('not-there');
	const before = opened.items.find(({ id }) => id === item.id);
	if (before) return isSameItem(before, item) ? done(true) : refused('sent-before');
	const may = mayWrite(acting, opened, item, null);
	if (!may.ok) return may;
	await acting.run(insertGroupItem(ids.meeting, item, acting.visitor.name));
	await tellOfChange(acting, ids, opened);
	return done(true);
}

/** Changes an item on top of `version`. What stands on such agendas by itself keeps its title. */
export async function changeGroupItem(
	acting: Acting,
	ids: Ids,
	{ id, version, ...words }: AgendaWords & { id: string; version: number }
): Promise<Outcome<true, Refusal | 'stale'>> {
	const opened = await open(acting, ids);
	const saved = opened?.items.find((each) => each.id === id);
	if (!opened || !saved) return refused('not-there');
	const item = saved.standing === null ? words : { ...words, title: saved.title };
	if (isSameItem(saved, item)) return done(true);
	if (saved.version !== version) return refused('stale');
	const may = mayWrite(acting, opened, item, saved.owner);
	if (!may.ok) return may;
	await acting.run(updateGroupAgenda(ids.meeting, { ...item, id, version }, acting.visitor.name));
	await tellOfChange(acting, ids, opened);
	return done(true);
}

/** The meeting, held until the transaction ends; undefined where there is none that one keeps. */
async function open(acting: Acting, { collaboration, meeting: id }: Ids) {
	if (!(await acting.first(holdGroupMeeting(id)))) return undefined;
	const meeting = await acting.first(findGroupMeeting(collaboration, id));
	if (!meeting) return undefined;
	const items = await acting.all(listGroupItems(id));
	const people = await acting.all(listGroupPeople(meeting.series));
	return { meeting, items, people };
}
type Opened = NonNullable<Awaited<ReturnType<typeof open>>>;

/** Whether the agenda takes this today. Whoever owned an item keeps it, though they sit in the group no more. */
function mayWrite(
	{ today }: Acting,
	{ meeting, people }: Opened,
	item: AgendaWords,
	owner: string | null
): Outcome<true, Refusal> {
	const may = mayChangeAgenda(agendaStateOf(meeting), item, meeting.day, today);
	if (!may.ok) return may;
	const sitting = people.map(({ person }) => ({ id: person }));
	if (item.owner !== owner && !mayOwn(item, sitting)) return refused('owner-not-on-list');
	return done(true);
}

/** Those who were asked to come have had an agenda: that it is another now is told them, in one mail for a burst of changes. */
async function tellOfChange(
	acting: Acting,
	{ collaboration, meeting: id }: Ids,
	{ meeting, people }: Opened
): Promise<void> {
	await acting.run(record('group-meeting.agenda-written', id));
	if (meeting.state !== 'invited') return;
	const path = `/collaborations/${collaboration}/meetings/${id}`;
	const burst = { about: id, waits: true };
	const words = {
		path,
		at: meeting.startsAt.toISOString(),
		atUntil: meeting.endsAt.toISOString(),
		...wordsOfChange(['changedAgenda'])
	};
	for (const { person } of people.filter(({ isMe }) => !isMe)) {
		await acting.run(leaveNotice(person, 'group-agenda-changed', path));
		await acting.run(queueMail({ kind: 'meeting-changed', to: { person }, words, burst }));
	}
}
