/** Who takes part: those on the pathway who are covered for meetings, and guests by name; each with a reason. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayPlan, type Participant } from '../meeting.rules.ts';
import { hasChanged, type ChangedSince } from '../seen.rules.ts';
import { deleteParticipant, insertParticipant } from './agenda.queries.ts';
import { listInvitable, raiseSequence } from './meeting.queries.ts';
import { openMeeting } from './open-meeting.ts';
import { findChanged } from './see-document.ts';
import { callOff, coverage, pathTo } from './send-document.ts';

/** Somebody to put on the list. */
export type Invited = { id: string; reason: string } & (
	| { kind: 'person'; person: string; organisation: string }
	| { kind: 'guest'; name: string }
);

type AddRefusal = 'not-there' | 'meeting-is-held' | 'participant-not-covered' | 'already-on-list';

/** What the list is read with: on an invitation that has left, each change is told. */
const LIST = ['state', 'participants'] as const;

/** Puts somebody on the list as it was `shown`. Refuses people whose access does not cover meetings today. */
export async function addParticipant(
	acting: Acting,
	pathway: string,
	id: string,
	shown: string,
	invited: Invited
): Promise<Outcome<true, AddRefusal> | ChangedSince> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	if (!mayPlan(opened.meeting)) return refused('meeting-is-held');
	const before = opened.participants.find((each) => each.id === invited.id);
	if (before) return isSame(before, invited) ? done(true) : refused('already-on-list');
	const changed = await findChanged(acting, opened, shown, LIST);
	if (changed.length > 0) return hasChanged(changed);
	const found =
		invited.kind === 'guest'
			? { person: null, organisation: null, name: invited.name }
			: (await acting.all(listInvitable(pathway))).find(
					({ person, organisation }) =>
						person === invited.person && organisation === invited.organisation
				);
	if (!found) return refused('participant-not-covered');
	const { id: row, kind, reason } = invited;
	const { person, organisation, name } = found;
	const written = await acting.run(
		insertParticipant(opened.place, { id: row, kind, person, organisation, name, reason })
	);
	if (written === 0) return refused('already-on-list');
	await acting.run(recordPathway('meeting.participant-added', pathway, id));
	return done(true);
}

/** Takes somebody off the list as it was `shown`; where they were invited, they are told that they are no longer, and their calendar. The citizen stays on it. */
export async function removeParticipant(
	acting: Acting,
	pathway: string,
	id: string,
	shown: string,
	participant: string
): Promise<Outcome<true, 'not-there' | 'meeting-is-held' | 'citizen-stays'> | ChangedSince> {
	const opened = await openMeeting(acting, pathway, id);
	const found = opened?.participants.find((each) => each.id === participant);
	if (!opened) return refused('not-there');
	if (!found) return done(true);
	const { meeting } = opened;
	if (!mayPlan(meeting)) return refused('meeting-is-held');
	if (found.kind === 'citizen') return refused('citizen-stays');
	const changed = await findChanged(acting, opened, shown, LIST);
	if (changed.length > 0) return hasChanged(changed);
	await acting.run(deleteParticipant(id, participant));
	await acting.run(recordPathway('meeting.participant-removed', pathway, id));
	if (meeting.state === 'invited' && found.person) {
		await acting.run(raiseSequence(id));
		await callOff(acting, meeting, [found]);
		// Who may not read of the citizen's meetings any more has that mail alone, and nothing to look at.
		if ((await coverage(acting, pathway))(found))
			await acting.run(leaveNotice(found.person, 'meeting-uninvited', pathTo(meeting)));
	}
	return done(true);
}

const isSame = (saved: Participant, invited: Invited) =>
	saved.reason === invited.reason &&
	(invited.kind === 'guest'
		? saved.name === invited.name
		: saved.person === invited.person && saved.organisation === invited.organisation);
