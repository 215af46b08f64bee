/**
 * Minutes written part by part while the meeting is held, by several at once: each part names the version it is based on,
 * so that two who write in different items never meet, and two in the same one are both told.
 */
import { tickedAnew } from '#features/held-meetings/running.rules.ts';
import type { WrittenOutcome } from '#features/held-meetings/running.schema.ts';
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayWriteMinutes, writesMinutes, type Meeting } from '../meeting.rules.ts';
import { listAgenda, listParticipants, updateItem } from './agenda.queries.ts';
import { findMeetingPlace, holdMeeting, updateMinutes } from './meeting.queries.ts';
import { updateAttended } from './running.queries.ts';

type Refusal = 'not-there' | 'minutes-not-open' | 'stale';

/** Writes what came of one item. Answers its version. */
export async function writeOutcome(
	acting: Acting,
	pathway: string,
	id: string,
	{ item, version, goesOn, ...said }: WrittenOutcome
): Promise<Outcome<number, Refusal>> {
	const held = await hold(acting, pathway, id);
	if (!held.ok) return held;
	const saved = (await acting.all(listAgenda(id))).find((each) => each.id === item);
	if (!saved) return refused('not-there');
	const written = { ...said, parked: goesOn };
	const isSame =
		saved.outcome === written.outcome &&
		saved.outcomeKind === written.outcomeKind &&
		saved.parked === written.parked;
	if (isSame) return done(saved.version);
	if (saved.version !== version) return refused('stale');
	if ((await acting.run(updateItem(id, item, version, acting.visitor.name, written))) === 0)
		return refused('not-there');
	await acting.run(recordPathway('meeting.minutes-written', pathway, id));
	return done(version + 1);
}

/** Writes what belongs to no item, and why the citizen was not there. Answers the document's version. */
export async function writeRest(
	acting: Acting,
	pathway: string,
	id: string,
	written: { version: number; minutes: string; withoutCitizen: string }
): Promise<Outcome<number, Refusal>> {
	const held = await hold(acting, pathway, id);
	if (!held.ok) return held;
	const { minutes, withoutCitizen, version } = held.value;
	if (minutes === written.minutes && withoutCitizen === written.withoutCitizen)
		return done(version);
	if (version !== written.version) return refused('stale');
	if ((await acting.run(updateMinutes(id, version, acting.visitor.name, written))) === 0)
		return refused('not-there');
	await acting.run(recordPathway('meeting.minutes-written', pathway, id));
	return done(version + 1);
}

/** Ticks who is there, where that is not what the page had (`tickedAnew`). */
export async function tickAttendance(
	acting: Acting,
	pathway: string,
	id: string,
	attended: readonly string[],
	shown: readonly string[]
): Promise<Outcome<true, 'not-there' | 'minutes-not-open'>> {
	const held = await hold(acting, pathway, id);
	if (!held.ok) return held;
	const participants = await acting.all(listParticipants(id));
	const changed = tickedAnew(participants, attended, shown);
	for (const each of changed)
		await acting.run(updateAttended(id, each.id, attended.includes(each.id)));
	if (changed.length > 0) await acting.run(recordPathway('meeting.minutes-written', pathway, id));
	return done(true);
}

/** The meeting, held until the transaction ends, where the visitor writes its minutes now. */
async function hold(
	acting: Acting,
	pathway: string,
	id: string
): Promise<Outcome<Meeting, 'not-there' | 'minutes-not-open'>> {
	const { person, organisation } = acting.visitor;
	const place = await acting.first(findMeetingPlace(pathway));
	const meeting = await acting.first(holdMeeting(pathway, id));
	// Who writes is asked once the meeting is held: the tovholder may have chosen others while we waited for it.
	const participants = await acting.all(listParticipants(id));
	if (!place || !writesMinutes({ ...place, person, organisation }, participants))
		return refused('not-there');
	// Whoever writes along may not take up what is not being written: the tovholder has sent it. Another pathway's has nobody here.
	if (!meeting) return refused(participants.length > 0 ? 'minutes-not-open' : 'not-there');
	return mayWriteMinutes(meeting) ? done(meeting) : refused('minutes-not-open');
}
