/** One meeting of a group: when it is, who is asked to come, and its minutes. Whoever leads the collaboration keeps it. */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { allHaveSomebody, tasksOf } from '../group-task.rules.ts';
import { isAhead, isTreatedSame, mayClose, treatedOf } from '../series.rules.ts';
import type { GroupMinutes } from '../series.schema.ts';
import { listGroupItems, updateGroupItem } from './agenda.queries.ts';
import { listGroupTasks } from './group-task.queries.ts';
import { keepGroupVersion } from './send-group-minutes.ts';
import {
	callOffForLeavers,
	carryOver,
	findGroupMeeting,
	holdGroupMeeting,
	listGroupPeople,
	updateGroupMeeting
} from './series.queries.ts';
import { tellGroup } from './tell-group.ts';

type Refusal = 'not-there' | 'stale' | 'meeting-is-held';
type CloseRefusal =
	| 'meeting-not-yet'
	| 'minutes-are-empty'
	| 'item-without-task'
	| 'task-without-responsible';
type Ids = { collaboration: string; meeting: string };

/** The meeting, held until the transaction ends; undefined where there is none that one keeps. */
async function open(acting: Acting, { collaboration, meeting }: Ids) {
	if (!(await acting.first(holdGroupMeeting(meeting)))) return undefined;
	return acting.first(findGroupMeeting(collaboration, meeting));
}
type Opened = NonNullable<Awaited<ReturnType<typeof open>>>;

/**
 * The meeting, taken up to be changed on top of `version` while it is still ahead; null where it stands as it is wanted
 * already, so that the same form twice is done once.
 */
async function take(
	acting: Acting,
	ids: Ids,
	version: number,
	stands: (meeting: Opened) => boolean
): Promise<Outcome<Opened | null, Refusal>> {
	const found = await open(acting, ids);
	if (!found) return refused('not-there');
	if (stands(found)) return done(null);
	if (!isAhead(found)) return refused('meeting-is-held');
	return found.version === version ? done(found) : refused('stale');
}

/** Moves the meeting, or says where it is; those who were invited are told. */
export async function moveGroupMeeting(
	acting: Acting,
	ids: Ids,
	version: number,
	to: { startsAt: Date; endsAt: Date; place: string }
): Promise<Outcome<true, Refusal>> {
	const taken = await take(
		acting,
		ids,
		version,
		({ startsAt, endsAt, place }) =>
			startsAt.getTime() === to.startsAt.getTime() &&
			endsAt.getTime() === to.endsAt.getTime() &&
			place === to.place
	);
	if (!taken.ok) return taken;
	const found = taken.value;
	if (!found) return done(true);
	const isInvited = found.state === 'invited';
	const sequence = found.calendarSequence + (isInvited ? 1 : 0);
	await acting.run(
		updateGroupMeeting(found.id, version, acting.visitor.name, {
			starts_at: to.startsAt,
			ends_at: to.endsAt,
			place: to.place,
			calendar_sequence: sequence
		})
	);
	const moved = { ...found, ...to, calendarSequence: sequence };
	const isAnotherTime =
		found.startsAt.getTime() !== to.startsAt.getTime() ||
		found.endsAt.getTime() !== to.endsAt.getTime();
	const changed = found.place === to.place ? [] : (['changedPlace'] as const);
	if (isInvited)
		await tellGroup(
			acting,
			ids,
			moved,
			'meeting-invitation',
			isAnotherTime ? 'group-meeting-changed' : 'group-meeting-changed-place',
			'REQUEST',
			changed
		);
	await acting.run(record('group-meeting.moved', found.id));
	return done(true);
}

/** Asks everybody who sits in the group to come. */
export async function inviteGroup(
	acting: Acting,
	ids: Ids,
	version: number
): Promise<Outcome<true, Refusal>> {
	const taken = await take(acting, ids, version, ({ state }) => state === 'invited');
	if (!taken.ok) return taken;
	const found = taken.value;
	if (!found) return done(true);
	await acting.run(
		updateGroupMeeting(found.id, version, acting.visitor.name, {
			state: 'invited',
			invited_at: new Date()
		})
	);
	await tellGroup(acting, ids, found, 'meeting-invitation', 'group-meeting-invited', 'REQUEST');
	await acting.run(record('group-meeting.invited', found.id));
	return done(true);
}

/** Calls it off; what was to be talked about goes on at the next. */
export async function cancelGroupMeeting(
	acting: Acting,
	ids: Ids,
	version: number
): Promise<Outcome<true, Refusal>> {
	const taken = await take(acting, ids, version, ({ state }) => state === 'cancelled');
	if (!taken.ok) return taken;
	if (!taken.value) return done(true);
	// Whoever has just left the group has it in the calendar still, and nobody would tell them afterwards.
	await acting.first(callOffForLeavers(taken.value.id));
	const found = (await acting.first(findGroupMeeting(ids.collaboration, ids.meeting)))!;
	const sequence = found.calendarSequence + 1;
	await acting.run(
		updateGroupMeeting(found.id, version, acting.visitor.name, {
			state: 'cancelled',
			calendar_sequence: sequence
		})
	);
	if (found.state === 'invited')
		await tellGroup(
			acting,
			ids,
			{ ...found, calendarSequence: sequence },
			'meeting-cancelled',
			'group-meeting-cancelled',
			'CANCEL'
		);
	await acting.first(carryOver(found.series));
	await acting.run(record('group-meeting.cancelled', found.id));
	return done(true);
}

/** Writes the minutes: everything that was filled in, or nothing where a part of it is stale. */
export async function writeGroupMinutes(
	acting: Acting,
	ids: Ids,
	written: GroupMinutes
): Promise<Outcome<true, Refusal>> {
	const found = await open(acting, ids);
	if (!found) return refused('not-there');
	const items = await acting.all(listGroupItems(found.id));
	const changed = written.items.flatMap((sent) => {
		const saved = items.find(({ id }) => id === sent.item);
		// What stands on the agenda by itself comes up again.
		const each = { ...sent, goesOn: sent.goesOn || saved?.standing !== null };
		const isSame =
			saved?.outcome === each.outcome &&
			saved.outcomeKind === each.outcomeKind &&
			saved.goesOn === each.goesOn;
		return isSame ? [] : [{ ...each, isStale: saved?.version !== each.version }];
	});
	const treated = treatedOf(written);
	const isSame = found.minutes === written.minutes && isTreatedSame(found.treated, treated);
	if (isSame && changed.length === 0) return done(true);
	if (!isAhead(found)) return refused('meeting-is-held');
	if (found.version !== written.version || changed.some(({ isStale }) => isStale))
		return refused('stale');
	const { name } = acting.visitor;
	await acting.run(
		updateGroupMeeting(found.id, written.version, name, { minutes: written.minutes, treated })
	);
	for (const each of changed) await acting.run(updateGroupItem(found.id, each, name));
	return done(true);
}

/**
 * Closes the minutes and tells the group, where each task has somebody to do it; what goes on, or was not talked about, stands on the
 * next agenda.
 */
export async function closeGroupMeeting(
	acting: Acting,
	ids: Ids,
	version: number,
	now: Date
): Promise<Outcome<true, Refusal | CloseRefusal>> {
	const taken = await take(acting, ids, version, ({ state }) => state === 'held');
	if (!taken.ok) return taken;
	const found = taken.value;
	if (!found) return done(true);
	const items = await acting.all(listGroupItems(found.id));
	const outcomes = items.map(({ outcome }) => outcome);
	const may = mayClose(found, { minutes: found.minutes, outcomes }, now);
	if (!may.ok) return may;
	const people = await acting.all(listGroupPeople(found.series));
	const tasks = await acting.all(listGroupTasks(ids.collaboration, found.id));
	const haveSomebody = allHaveSomebody(items, tasksOf(found.id, tasks, people));
	if (!haveSomebody.ok) return haveSomebody;
	await acting.run(
		updateGroupMeeting(found.id, version, acting.visitor.name, {
			state: 'held',
			minutes_sent_at: now
		})
	);
	await keepGroupVersion(acting, ids.collaboration, found, now);
	await tellGroup(acting, ids, found, 'minutes-sent', 'group-minutes-sent', null);
	await acting.first(carryOver(found.series));
	await acting.run(record('group-meeting.closed', found.id));
	return done(true);
}
