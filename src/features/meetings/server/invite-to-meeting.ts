/** Sends the invitation, and later its changes, and calls the meeting off. */
import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { missingBeforeInvitation, type Missing } from '../meeting.rules.ts';
import { BEFORE, hasChanged, type ChangedSince } from '../seen.rules.ts';
import {
	hasMoved,
	noticeOfChange,
	hashOf,
	partsChanged,
	planOf,
	type SentContent
} from '../sending.rules.ts';
import { deleteParticipant, listSendings } from './agenda.queries.ts';
import { raiseSequence, updateState } from './meeting.queries.ts';
import { openMeeting, type OpenMeeting } from './open-meeting.ts';
import { guestsWithoutYes } from './guests-without-yes.ts';
import { findChanged } from './see-document.ts';
import { calendarOf, callOff, coverage, sendDocument } from './send-document.ts';

/** somebody on the list is on the citizen's map without a yes that counts; those who read the page see who. */
export type GuestRefusal = 'guest-without-yes';

/** An invitation that cannot be sent yet, with everything that is missing. */
type Incomplete = { ok: false; reason: 'invitation-incomplete'; missing: Missing[] };

/**
 * Sends the invitation of a draft as it was `shown`. Refuses with the whole list of what is missing (R-141, R-156, R-160,
 * L-24), where the document has changed since, and where a guest has not the citizen's yes.
 */
export async function inviteToMeeting(
	acting: Acting,
	pathway: string,
	id: string,
	shown: string,
	now: Date
): Promise<
	Outcome<true, 'not-there' | 'already-invited' | GuestRefusal> | Incomplete | ChangedSince
> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const { meeting, participants, agenda } = opened;
	const changed = await findChanged(acting, opened, shown, BEFORE);
	// Sent before, by this very form or from another window, just as it was shown: it is as it was wished.
	if (meeting.state === 'invited' && changed.every((part) => part === 'state')) return done(true);
	if (changed.length > 0) return hasChanged(changed);
	if (meeting.state !== 'draft') return refused('already-invited');
	if ((await guestsWithoutYes(acting, pathway, participants)).length > 0)
		return refused('guest-without-yes');
	const missing = missingBeforeInvitation(meeting, participants, agenda, {
		now,
		leader: acting.visitor.person,
		isCovered: await coverage(acting, pathway)
	});
	if (missing.length > 0) return { ok: false, reason: 'invitation-incomplete', missing };
	await acting.run(updateState(id, acting.visitor.name, { state: 'invited', invitedAt: now }));
	await sendDocument(acting, opened, {
		kind: 'invitation',
		content: planOf(meeting, participants, agenda),
		mail: 'meeting-invitation',
		notice: 'meeting-invited',
		calendar: calendarOf(meeting, meeting.calendarSequence)
	});
	return done(true);
}

/**
 * Sends what has changed since the invitation: the same event with a higher number where the time moved or somebody
 * was added, else a mail with a link; both say which parts are others, and not what they are. Sends nothing where everybody has what stands, or where it is not what was `shown`.
 */
export async function sendChanges(
	acting: Acting,
	pathway: string,
	id: string,
	shown: string
): Promise<Outcome<true, 'not-there' | 'not-invited-yet' | GuestRefusal> | ChangedSince> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const { meeting, participants, agenda } = opened;
	const [last] = await acting.all(listSendings(id));
	const isSent = last?.hash === (await hashOf(planOf(meeting, participants, agenda)));
	if (meeting.state === 'invited' && isSent) return done(true);
	const changed = await findChanged(acting, opened, shown, BEFORE);
	if (changed.length > 0) return hasChanged(changed);
	if (meeting.state !== 'invited') return refused('not-invited-yet');
	if ((await guestsWithoutYes(acting, pathway, participants)).length > 0)
		return refused('guest-without-yes');
	await sendIfChanged(acting, opened);
	return done(true);
}

/** Sends the document anew where it is no longer what was last sent, its guests having been asked about; answers whether it was. */
export async function sendIfChanged(acting: Acting, found: OpenMeeting): Promise<boolean> {
	const opened = await withoutThoseWhoLeft(acting, found);
	const { meeting, participants, agenda } = opened;
	const content = planOf(meeting, participants, agenda);
	const [last] = await acting.all(listSendings(meeting.id));
	if (!last || last.hash === (await hashOf(content))) return false;
	const before = last.content as SentContent;
	const isAnotherTime = hasMoved(before, content);
	const changed = partsChanged(before, content);
	const moved = isAnotherTime || before.participants.length !== content.participants.length;
	if (moved) await acting.run(raiseSequence(meeting.id));
	await sendDocument(acting, opened, {
		kind: 'change',
		content,
		notice: noticeOfChange(isAnotherTime, changed),
		changed,
		...(moved
			? {
					mail: 'meeting-invitation',
					calendar: calendarOf(meeting, meeting.calendarSequence + 1)
				}
			: { mail: 'meeting-changed' })
	});
	return true;
}

/**
 * Calls the meeting off as it was `shown`. Those who were invited are told, and their calendars; a draft was never told to
 * anybody.
 */
export async function cancelMeeting(
	acting: Acting,
	pathway: string,
	id: string,
	shown: string
): Promise<Outcome<true, 'not-there' | 'not-cancellable'> | ChangedSince> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const { meeting, participants, agenda } = opened;
	if (meeting.state === 'cancelled') return done(true);
	const changed = await findChanged(acting, opened, shown, BEFORE);
	if (changed.length > 0) return hasChanged(changed);
	if (meeting.state !== 'draft' && meeting.state !== 'invited') return refused('not-cancellable');
	await acting.run(updateState(id, acting.visitor.name, { state: 'cancelled' }));
	if (meeting.state === 'draft') return done(true);
	await acting.run(raiseSequence(id));
	await sendDocument(acting, opened, {
		kind: 'cancellation',
		content: planOf(meeting, participants, agenda),
		mail: 'meeting-cancelled',
		notice: 'meeting-cancelled',
		calendar: calendarOf(meeting, meeting.calendarSequence + 1, 'CANCEL')
	});
	return done(true);
}

/**
 * The document without those who are not on the pathway for meetings any more: they are off the list, and the meeting is
 * off their calendars.
 */
async function withoutThoseWhoLeft(acting: Acting, opened: OpenMeeting): Promise<OpenMeeting> {
	const { meeting, participants } = opened;
	const isCovered = await coverage(acting, meeting.pathway);
	const left = participants.filter((each) => each.kind === 'person' && !isCovered(each));
	if (left.length === 0) return opened;
	await callOff(acting, meeting, left);
	for (const { id } of left) await acting.run(deleteParticipant(meeting.id, id));
	return { ...opened, participants: participants.filter((each) => !left.includes(each)) };
}
