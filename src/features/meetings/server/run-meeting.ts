/** A meeting is led from the screen: from item to item, through silence and round, with those whom the tovholder asks to write along. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayWriteMinutes } from '../meeting.rules.ts';
import { goOn, NOT_RUN, type Run, type Step } from '#features/held-meetings/running.rules.ts';
import { openMeeting } from './open-meeting.ts';
import { findRun, keepRun, updateWriters } from './running.queries.ts';

/** Goes a step on from what the page showed (`shown`: its version). Only the tovholder leads. */
export async function stepMeeting(
	acting: Acting,
	pathway: string,
	id: string,
	step: Step,
	shown: number,
	now: Date
): Promise<Outcome<true, 'not-there' | 'minutes-not-open' | 'meeting-went-on' | 'no-such-item'>> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const run: Run = (await acting.first(findRun(id))) ?? NOT_RUN;
	const isOpen = mayWriteMinutes(opened.meeting);
	const stepped = goOn({ ...opened, isOpen }, run, step, shown, now);
	if (!stepped.ok) return stepped;
	if (stepped.value.version === run.version) return done(true);
	await acting.run(keepRun(opened.place, stepped.value));
	await acting.run(recordPathway('meeting.run', pathway, id));
	return done(true);
}

/** Asks some of those at work to write the minutes along, as long as they are written. */
export async function chooseWriters(
	acting: Acting,
	pathway: string,
	id: string,
	writers: readonly string[]
): Promise<Outcome<true, 'not-there' | 'minutes-not-open' | 'writer-not-at-work'>> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	if (!mayWriteMinutes(opened.meeting)) return refused('minutes-not-open');
	const people = opened.participants.filter(({ kind }) => kind === 'person');
	if (!writers.every((writer) => people.some((each) => each.id === writer)))
		return refused('writer-not-at-work');
	if (people.every((each) => each.writes === writers.includes(each.id))) return done(true);
	await acting.run(updateWriters(id, writers));
	await acting.run(recordPathway('meeting.writers-chosen', pathway, id));
	return done(true);
}
