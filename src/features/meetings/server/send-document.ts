/** Sends a meeting's document: keeps what was sent with its hash (L-20), and tells every participant who is one of ours. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { queueMail, type CalendarEvent } from '#server/mail.queries.ts';
import { wordsOfChange, type ChangedPart, type MailKind } from '#server/mail/mail-kinds.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import type { Meeting, Participant } from '../meeting.rules.ts';
import { hashOf, type PlanPart, type SentContent } from '../sending.rules.ts';
import { insertSending } from './agenda.queries.ts';
import { listSeats } from './answer.queries.ts';
import { guestsWithoutYes } from './guests-without-yes.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { tellByHand } from './tell-by-hand.ts';
import { listInvitable, touchPathway } from './meeting.queries.ts';

type Sending = {
	kind: 'invitation' | 'change' | 'cancellation' | 'minutes';
	content: SentContent;
	mail: Extract<
		MailKind,
		| 'meeting-changed'
		| 'meeting-invitation'
		| 'meeting-cancelled'
		| 'minutes-sent'
		| 'minutes-corrected'
	>;
	/** The notice in Samspil: the end of a message key (`notice_…`). */
	notice: string;
	calendar?: CalendarEvent;
	/** Of a change: which parts of the plan are others. */
	changed?: readonly PlanPart[];
};

/** Answers for one participant whether their access covers meetings today. */
export async function coverage(acting: Acting, pathway: string) {
	const covered = await acting.all(listInvitable(pathway));
	return ({ person, organisation }: Pick<Participant, 'person' | 'organisation'>) =>
		covered.some((each) => each.person === person && each.organisation === organisation);
}

/**
 * Keeps the sending and puts a mail and a notice in the way of each participant with an account, the citizen included;
 * not of the one who sends, who is given the task of telling those without one. A mail says that something happened and never what (L-8). Whoever is not on the pathway for
 * meetings any more is not told of it; a calendar that has the meeting is only told that it is called off. Answers its id.
 */
export async function sendDocument(
	acting: Acting,
	opened: OpenMeeting,
	{ kind, content, mail, notice, calendar, changed = [] }: Sending
): Promise<string> {
	const { meeting, participants, place } = opened;
	const { person: sender, name } = acting.visitor;
	const hash = await hashOf(content);
	const id = crypto.randomUUID();
	await acting.run(insertSending(place, { id, kind, content, hash, by: name }));
	const isCovered = await coverage(acting, place.pathway);
	const isOut = (each: Participant) => each.kind === 'person' && !isCovered(each);
	if (kind === 'cancellation') await callOff(acting, meeting, participants.filter(isOut), calendar);
	const still = participants.filter((each) => !isOut(each));
	const told = still.flatMap(({ kind, person }) =>
		person ? [{ person, path: pathFor(kind, meeting) }] : []
	);
	// Read before the mails make a seat of whoever has just come onto the list.
	const knows = new Set((await acting.all(listSeats(meeting.id))).map(({ person }) => person));
	const noticeFor = (person: string) =>
		kind === 'change' && !knows.has(person) ? 'meeting-invited' : notice;
	await Promise.all([
		...told.map(({ person, path }) =>
			// The tovholder gets the calendar file too, but needs no telling.
			calendar || person !== sender
				? acting.run(
						queueMail({
							kind: mail,
							to: { person },
							words: { path, ...wordsOfMail(meeting, changed) },
							...(kind !== 'minutes' && {
								burst: { about: meeting.id, waits: kind === 'change' }
							}),
							...(calendar && { calendar })
						})
					)
				: undefined
		),
		...told
			.filter(({ person }) => person !== sender)
			.map(({ person, path }) => acting.run(leaveNotice(person, noticeFor(person), path))),
		acting.run(touchPathway(place.pathway)),
		acting.run(recordPathway(`meeting.${kind}`, place.pathway, meeting.id))
	]);
	// whoever the citizen says no to involving is handed no minutes; a guest who was called learns that nothing comes of it.
	const no = kind === 'minutes' ? await guestsWithoutYes(acting, place.pathway, still) : [];
	const byHand = still.filter((each) => each.kind !== 'guest' || !no.includes(each.name));
	await tellByHand(acting, opened, { id, kind }, byHand);
	return id;
}

/**
 * Takes the meeting off the calendars of people who are not invited any more, or may know nothing else of it. Where it stands
 * for the others, the mail says that it is off for them alone (1060).
 */
export async function callOff(
	acting: Acting,
	meeting: Pick<Meeting, 'id' | 'startsAt' | 'endsAt' | 'calendarSequence'>,
	people: readonly Pick<Participant, 'person'>[],
	calendar = calendarOf(meeting, meeting.calendarSequence + 1, 'CANCEL')
): Promise<void> {
	for (const { person } of people)
		if (person)
			await acting.run(
				queueMail({
					kind: 'meeting-cancelled',
					to: { person },
					words: { path: '/' },
					burst: { about: meeting.id, waits: false },
					calendar
				})
			);
}

/** What a mail says of a change beside where it leads; the kinds that have no such words leave them out. */
const wordsOfMail = (
	meeting: Pick<Meeting, 'startsAt' | 'endsAt'>,
	changed: readonly PlanPart[]
) => ({
	at: meeting.startsAt.toISOString(),
	atUntil: meeting.endsAt.toISOString(),
	...wordsOfChange(changed.map((part) => PART[part]))
});
const PART = {
	place: 'changedPlace',
	agenda: 'changedAgenda',
	people: 'changedPeople',
	rest: 'changedRest'
} as const satisfies Record<PlanPart, ChangedPart>;

/** What a calendar is told of the meeting: its times and nothing else. */
export const calendarOf = (
	meeting: Pick<Meeting, 'id' | 'startsAt' | 'endsAt'>,
	sequence: number,
	method: CalendarEvent['method'] = 'REQUEST'
): CalendarEvent => ({
	id: meeting.id,
	sequence,
	startsAt: meeting.startsAt.toISOString(),
	endsAt: meeting.endsAt.toISOString(),
	changedAt: new Date().toISOString(),
	method
});

/** Where somebody reads the document: a citizen on the citizen's own page. */
const pathFor = (kind: 'citizen' | 'person' | 'guest', meeting: Meeting) =>
	kind === 'citizen' ? '/me' : pathTo(meeting);

/** Where somebody at work reads the document. */
export const pathTo = ({ pathway, id }: Pick<Meeting, 'pathway' | 'id'>) =>
	`/pathways/${pathway}/meetings/${id}`;
