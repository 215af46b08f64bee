/** What was not talked about at a meeting goes on at one that is prepared or called already. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { isLate } from '#features/held-meetings/agenda.rules.ts';
import { mayPlan, type Meeting } from '../meeting.rules.ts';
import { whereItGoesOn } from '../parked.rules.ts';
import { insertItem } from './agenda.queries.ts';
import { openMeeting } from './open-meeting.ts';
import { listAhead, listUndiscussed } from './parked.queries.ts';

/**
 * Puts it last on the agenda of the next meeting, or among what is parked there where everybody has had that agenda too long.
 * Where no meeting is prepared, it stands on the next draft (convene-meeting.ts). Done once: what has been taken up is not put there again. Where it
 * went is found by findGoesOn (parked.queries.ts).
 */
export async function carryOver(
	acting: Acting,
	{ id, pathway, startsAt }: Pick<Meeting, 'id' | 'pathway' | 'startsAt'>,
	now: Date
): Promise<void> {
	const items = await acting.all(listUndiscussed(pathway, id));
	if (items.length === 0) return;
	const goesOn = whereItGoesOn(await acting.all(listAhead(pathway, startsAt, now)), acting.today);
	const next = goesOn && (await openMeeting(acting, pathway, goesOn.id));
	// It may have begun or been called off before it was held, and its agenda may have closed.
	if (!next || !mayPlan(next.meeting)) return;
	const parked = isLate(next.meeting, next.meetingDay, acting.today);
	const last = Math.max(0, ...next.agenda.map(({ position }) => position));
	for (const [above, { id: cameFrom, title, aim, minutes }] of items.entries())
		await acting.run(
			insertItem(next.place, acting.visitor.name, {
				id: crypto.randomUUID(),
				position: last + above + 1,
				title,
				aim,
				minutes,
				parked,
				lateReason: '',
				owner: null,
				cameFrom
			})
		);
	await acting.run(recordPathway('meeting.agenda-written', pathway, next.meeting.id));
}
