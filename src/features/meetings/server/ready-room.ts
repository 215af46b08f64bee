/** The room and its preparation, ticked as they are seen to. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayPlan } from '../meeting.rules.ts';
import { readyAfter, type RoomCheck } from '../stages.rules.ts';
import { updateRoom } from './meeting.queries.ts';
import { openMeeting } from './open-meeting.ts';

/** Ticks what is ready, and takes ticks back, against what the page `shown`. Changes no plan, and nobody is told. */
export async function readyRoom(
	acting: Acting,
	pathway: string,
	id: string,
	ticked: readonly RoomCheck[],
	shown: readonly RoomCheck[]
): Promise<Outcome<true, 'not-there' | 'meeting-is-held'>> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const { meeting } = opened;
	const ready = readyAfter(meeting.roomReady, ticked, shown);
	if (ready.join() === meeting.roomReady.join()) return done(true);
	if (!mayPlan(meeting)) return refused('meeting-is-held');
	await acting.run(updateRoom(id, ready));
	await acting.run(recordPathway('meeting.room-ready', pathway, id));
	return done(true);
}
