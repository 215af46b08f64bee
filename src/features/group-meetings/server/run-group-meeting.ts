/**
 * A group's meeting is held on the screen: whoever keeps it goes from item to item, and those they ask write its minutes along, part
 * by part, each on top of the version it was shown in.
 */
import {
	goOn,
	NOT_RUN,
	tickedAnew,
	type Run,
	type Step
} from '#features/held-meetings/running.rules.ts';
import type { WrittenOutcome } from '#features/held-meetings/running.schema.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { heldItems } from '../say-series.ts';
import { isTreatedSame, treatedOf } from '../series.rules.ts';
import { listGroupItems, updateGroupItem } from './agenda.queries.ts';
import { openKeptMinutes, openMinutes, type MeetingIds, type NotOpen } from './open-minutes.ts';
import {
	findGroupRun,
	keepGroupRun,
	seatGroup,
	updateGroupAttended,
	updateGroupWriters
} from './running.queries.ts';
import { updateGroupMeeting } from './series.queries.ts';

/** Goes a step on from what the page showed (`shown`: its version). Only whoever keeps the meeting does. */
export async function stepGroupMeeting(
	acting: Acting,
	ids: MeetingIds,
	step: Step,
	shown: number,
	now: Date
): Promise<Outcome<true, NotOpen | 'meeting-went-on' | 'no-such-item'>> {
	const held = await openKeptMinutes(acting, ids);
	if (!held.ok) return held;
	const agenda = heldItems(await acting.all(listGroupItems(ids.meeting)));
	const run: Run = (await acting.first(findGroupRun(ids.meeting))) ?? NOT_RUN;
	const stepped = goOn(
		{ isOpen: true, agenda, participants: held.value.seats },
		run,
		step,
		shown,
		now
	);
	if (!stepped.ok) return stepped;
	if (stepped.value.version > run.version)
		await acting.run(keepGroupRun(ids.meeting, stepped.value));
	return done(true);
}

/** Asks some of the group to write the minutes along, as long as they are written. */
export async function chooseGroupWriters(
	acting: Acting,
	ids: MeetingIds,
	writers: readonly string[]
): Promise<Outcome<true, NotOpen | 'writer-not-at-work'>> {
	const held = await openKeptMinutes(acting, ids);
	if (!held.ok) return held;
	const { seats } = held.value;
	if (!writers.every((writer) => seats.some(({ id, sits }) => sits && id === writer)))
		return refused('writer-not-at-work');
	if (seats.every(({ id, writes }) => writes === writers.includes(id))) return done(true);
	await acting.run(seatGroup(ids.meeting));
	await acting.run(updateGroupWriters(ids.meeting, writers));
	await acting.run(record('group-meeting.writers-chosen', ids.meeting));
	return done(true);
}

/** Writes what came of one item. Answers its version. */
export async function writeGroupOutcome(
	acting: Acting,
	ids: MeetingIds,
	written: WrittenOutcome
): Promise<Outcome<number, NotOpen | 'stale'>> {
	const held = await openMinutes(acting, ids);
	if (!held.ok) return held;
	const items = await acting.all(listGroupItems(ids.meeting));
	const saved = items.find(({ id }) => id === written.item);
	if (!saved) return refused('not-there');
	// What stands on the agenda by itself comes up again.
	const goesOn = written.goesOn || saved.standing !== null;
	const isSame =
		saved.outcome === written.outcome &&
		saved.outcomeKind === written.outcomeKind &&
		saved.goesOn === goesOn;
	if (isSame) return done(saved.version);
	if (saved.version !== written.version) return refused('stale');
	await acting.run(updateGroupItem(ids.meeting, { ...written, goesOn }, acting.visitor.name));
	return done(written.version + 1);
}

/** Writes what belongs to no item, and what a steering group has gone through. Answers the meeting's version. */
export async function writeGroupRest(
	acting: Acting,
	ids: MeetingIds,
	written: { version: number; minutes: string; results: boolean; actions: boolean }
): Promise<Outcome<number, NotOpen | 'stale'>> {
	const held = await openMinutes(acting, ids);
	if (!held.ok) return held;
	const { version, minutes, treated } = held.value.meeting;
	const now = { minutes: written.minutes, treated: treatedOf(written) };
	if (minutes === now.minutes && isTreatedSame(treated, now.treated)) return done(version);
	if (version !== written.version) return refused('stale');
	await acting.run(updateGroupMeeting(ids.meeting, version, acting.visitor.name, now));
	return done(version + 1);
}

/** Ticks who is there, where that is not what the page had (`tickedAnew`). */
export async function tickGroupAttendance(
	acting: Acting,
	ids: MeetingIds,
	attended: readonly string[],
	shown: readonly string[]
): Promise<Outcome<true, NotOpen>> {
	const held = await openMinutes(acting, ids);
	if (!held.ok) return held;
	await acting.run(seatGroup(ids.meeting));
	for (const { id } of tickedAnew(held.value.seats, attended, shown))
		await acting.run(updateGroupAttended(ids.meeting, id, attended.includes(id)));
	return done(true);
}
