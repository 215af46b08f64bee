/** A meeting taken up for writing, with all that belongs to its document. */
import type { Acting } from '#server/acting.ts';
import { dayOf, type Day } from '#values/day.ts';
import type { AgendaItem, Meeting, Participant } from '../meeting.rules.ts';
import { listAgenda, listParticipants, type Place } from './agenda.queries.ts';
import { findMeetingPlace, holdMeeting } from './meeting.queries.ts';

export type OpenMeeting = {
	meeting: Meeting;
	meetingDay: Day;
	participants: Participant[];
	agenda: AgendaItem[];
	place: Place;
};

/**
 * Takes up the meeting until the transaction ends, so that nobody else writes it meanwhile; undefined where there is
 * none, or none that the visitor may write: only the current tovholder may.
 */
export async function openMeeting(
	acting: Acting,
	pathway: string,
	id: string
): Promise<OpenMeeting | undefined> {
	const meeting = await acting.first(holdMeeting(pathway, id));
	if (!meeting) return undefined;
	const found = await acting.first(findMeetingPlace(pathway));
	if (!found?.isTovholder) return undefined;
	const [listed, agenda] = await Promise.all([
		acting.all(listParticipants(id)),
		acting.all(listAgenda(id))
	]);
	// The citizen may have got an account since the list was made.
	const participants = listed.map((each) =>
		each.kind === 'citizen' ? { ...each, person: found.citizenPerson } : each
	);
	const place = { tenant: found.tenant, scope: found.scope, pathway, meeting: id };
	return { meeting, meetingDay: dayOf(meeting.startsAt), participants, agenda, place };
}
