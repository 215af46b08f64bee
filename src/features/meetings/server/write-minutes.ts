/** Minutes are written on the same document as the invitation: an outcome for each item, who was there, and the rest. */
import { NOT_RUN, tickedAnew } from '#features/held-meetings/running.rules.ts';
import type { WrittenOutcome } from '#features/held-meetings/running.schema.ts';
import { listMeetingTasks } from '#features/tasks/server/list-meeting-tasks.ts';
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayBeginMinutes, mayTakeBackMinutes, mayWriteMinutes } from '../meeting.rules.ts';
import { AFTER, BEFORE, hasChanged, type ChangedSince } from '../seen.rules.ts';
import { updateItem } from './agenda.queries.ts';
import { updateMinutes, updateState } from './meeting.queries.ts';
import { openMeeting } from './open-meeting.ts';
import { findRun, keepRun, updateAttended } from './running.queries.ts';
import { findChanged } from './see-document.ts';

/** The minutes as they are filled in during the meeting; each part with the version it is based on. */
export type WrittenMinutes = {
	version: number;
	minutes: string;
	/** Why the citizen was not there, where that is so. */
	withoutCitizen: string;
	/** Ids of the participants who were there. */
	attended: readonly string[];
	/** Those of whom that stood when the form was shown. */
	shown: readonly string[];
	outcomes: readonly WrittenOutcome[];
};

/** Turns the agenda, as it was `shown`, into minutes. Refuses before the day of the meeting. */
export async function beginMinutes(
	acting: Acting,
	pathway: string,
	id: string,
	shown: string
): Promise<Outcome<true, 'not-there' | 'not-invited-yet' | 'meeting-not-yet'> | ChangedSince> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	if (opened.meeting.state === 'minutes') return done(true);
	const changed = await findChanged(acting, opened, shown, BEFORE);
	if (changed.length > 0) return hasChanged(changed);
	const may = mayBeginMinutes(opened.meeting, opened.meetingDay, acting.today);
	if (!may.ok) return may;
	await acting.run(updateState(id, acting.visitor.name, { state: 'minutes' }));
	await acting.run(recordPathway('meeting.minutes-begun', pathway, id));
	return done(true);
}

/**
 * Takes back minutes that were begun by mistake, as they were `shown`: the meeting is one that people are invited to again, as it
 * was. Refuses where something is written, or somebody wrote since. Nobody is told: for those invited nothing has changed.
 */
export async function takeBackMinutes(
	acting: Acting,
	pathway: string,
	id: string,
	shown: string
): Promise<Outcome<true, 'not-there' | 'minutes-not-open' | 'minutes-are-written'> | ChangedSince> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const { meeting, participants, agenda, place } = opened;
	if (meeting.state === 'invited') return done(true);
	const changed = await findChanged(acting, opened, shown, AFTER);
	if (changed.length > 0) return hasChanged(changed);
	const tasks = await listMeetingTasks(acting, pathway, id);
	const may = mayTakeBackMinutes(meeting, participants, agenda, tasks);
	if (!may.ok) return may;
	await acting.run(updateState(id, acting.visitor.name, { state: 'invited' }));
	// Begun again, it begins at the first item.
	const run = await acting.first(findRun(id));
	if (run) await acting.run(keepRun(place, { ...NOT_RUN, version: run.version + 1 }));
	await acting.run(recordPathway('meeting.minutes-taken-back', pathway, id));
	return done(true);
}

/** Writes everything that was filled in, or nothing; the same sent twice is written once: where one part is stale, all of it is shown against what is saved. */
export async function writeMinutes(
	acting: Acting,
	pathway: string,
	id: string,
	written: WrittenMinutes
): Promise<Outcome<true, 'not-there' | 'minutes-not-open' | 'stale'>> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const { meeting, agenda, participants } = opened;
	if (!mayWriteMinutes(meeting)) return refused('minutes-not-open');
	const changed = written.outcomes.flatMap((each) => {
		const saved = agenda.find((item) => item.id === each.item);
		const isSame =
			saved?.outcome === each.outcome &&
			saved.outcomeKind === each.outcomeKind &&
			saved.parked === each.goesOn;
		return isSame ? [] : [{ ...each, isStale: saved?.version !== each.version }];
	});
	// Who is there is also ticked while the meeting is held, which is no new version of the whole: what others ticked stays.
	const ticked = tickedAnew(participants, written.attended, written.shown);
	const isSame =
		changed.length === 0 &&
		meeting.minutes === written.minutes &&
		meeting.withoutCitizen === written.withoutCitizen &&
		ticked.length === 0;
	if (isSame) return done(true);
	if (meeting.version !== written.version || changed.some(({ isStale }) => isStale))
		return refused('stale');
	const { name } = acting.visitor;
	await acting.run(updateMinutes(id, written.version, name, written));
	for (const { item, version, outcome, outcomeKind, goesOn } of changed)
		await acting.run(updateItem(id, item, version, name, { outcome, outcomeKind, parked: goesOn }));
	for (const each of ticked)
		await acting.run(updateAttended(id, each.id, written.attended.includes(each.id)));
	await acting.run(recordPathway('meeting.minutes-written', pathway, id));
	return done(true);
}
