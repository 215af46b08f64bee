/** Corrects minutes that are sent: somebody who took part asks, whoever leads answers, and every version is kept (L-20). */
import { listMeetingTasks } from '#features/tasks/server/list-meeting-tasks.ts';
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import { mayAsk } from '#features/held-meetings/correction.rules.ts';
import { notReached } from '../parked.rules.ts';
import { minutesOf } from '../sending.rules.ts';
import { listAgenda, listParticipants, listSendings, updateItem } from './agenda.queries.ts';
import {
	findLeader,
	insertCorrection,
	listCorrections,
	updateAnswered
} from './correction.queries.ts';
import { findMeeting, findMeetingPlace, updateMinutes } from './meeting.queries.ts';
import { openMeeting } from './open-meeting.ts';
import { sendDocument } from './send-document.ts';

/** Where corrections are asked for and answered. */
export const correctionsPath = (pathway: string, meeting: string) =>
	`/pathways/${pathway}/meetings/${meeting}/corrections`;

/** Asks for a correction of one part of the minutes. Whoever leads is told that there is one, and not what it says. */
export async function askCorrection(
	acting: Acting,
	pathway: string,
	id: string,
	asked: { id: string; item: string | null; words: string }
): Promise<
	Outcome<true, 'not-there' | 'minutes-not-sent' | 'took-no-part' | 'no-such-item'> | SentBefore
> {
	const { person, organisation, name } = acting.visitor;
	const [meeting, found, participants, agenda, corrections] = await Promise.all([
		acting.first(findMeeting(pathway, id)),
		acting.first(findMeetingPlace(pathway)),
		acting.all(listParticipants(id)),
		acting.all(listAgenda(id)),
		acting.all(listCorrections(id))
	]);
	if (!meeting || !found) return refused('not-there');
	const before = corrections.find((each) => each.id === asked.id);
	if (before) {
		const { words, item } = before;
		const met = meetSaved(
			{ words, part: item ?? '' },
			{ words: asked.words, part: asked.item ?? '' }
		);
		return met.ok ? done(true) : met;
	}
	const isCitizen = acting.visitor.hat === 'self' && found.citizenPerson === person;
	const may = mayAsk(meeting, { isCitizen, person, organisation }, participants);
	if (!may.ok) return may;
	if (asked.item !== null && !agenda.some((each) => each.id === asked.item))
		return refused('no-such-item');
	const place = { tenant: found.tenant, scope: found.scope, pathway, meeting: id };
	await acting.run(insertCorrection(place, { ...asked, person, isCitizen, name }));
	await acting.run(recordPathway('meeting.correction-asked', pathway, id));
	const leader = await acting.first(findLeader(pathway));
	if (leader && leader.person !== person)
		await tellPeople(acting, [leader.person], 'correction-asked', correctionsPath(pathway, id));
	return done(true);
}

type AnswerRefusal = 'not-there' | 'correction-answered';

/** Takes a correction in: the part reads as `text` from now on, and everybody is sent the new version. */
export async function takeInCorrection(
	acting: Acting,
	pathway: string,
	id: string,
	{ correction, version, text }: { correction: string; version: number; text: string }
): Promise<Outcome<true, AnswerRefusal | 'stale' | 'correction-changes-nothing'>> {
	const opened = await openMeeting(acting, pathway, id);
	const asked = opened && (await find(acting, id, correction));
	if (!opened || !asked) return refused('not-there');
	const { meeting } = opened;
	const { name } = acting.visitor;
	const item = opened.agenda.find((each) => each.id === asked.item);
	const now = item ? item.outcome : meeting.minutes;
	if (asked.answer !== null)
		return asked.answer === 'taken-in' && now === text
			? done(true)
			: refused('correction-answered');
	if ((item ?? meeting).version !== version) return refused('stale');
	if (now === text) return refused('correction-changes-nothing');
	await acting.run(
		item
			? updateItem(id, item.id, version, name, { outcome: text })
			: updateMinutes(id, version, name, { ...meeting, minutes: text })
	);
	const corrected = (await openMeeting(acting, pathway, id))!;
	const tasks = await listMeetingTasks(acting, pathway, id);
	const sent = (await acting.all(listSendings(id))).find(({ kind }) => kind === 'minutes');
	const said = (sent?.content as ReturnType<typeof minutesOf> | undefined)?.notReached ?? [];
	// A correction makes no more items go on than were said to, and did, when the minutes were first sent.
	const goOn = notReached(
		corrected.agenda,
		tasks.map(({ agendaItem }) => agendaItem)
	).filter((item) => said.some((place) => corrected.agenda[place]?.id === item));
	const sending = await sendDocument(acting, corrected, {
		kind: 'minutes',
		content: minutesOf(corrected.meeting, corrected.participants, corrected.agenda, tasks, goOn),
		mail: 'minutes-corrected',
		notice: 'minutes-corrected'
	});
	await acting.run(updateAnswered(correction, name, { answer: 'taken-in', reason: '', sending }));
	return done(true);
}

/** Declines a correction with a reason that everybody who reads the minutes can see. */
export async function declineCorrection(
	acting: Acting,
	pathway: string,
	id: string,
	{ correction, reason }: { correction: string; reason: string }
): Promise<Outcome<true, AnswerRefusal>> {
	const opened = await openMeeting(acting, pathway, id);
	const asked = opened && (await find(acting, id, correction));
	if (!opened || !asked) return refused('not-there');
	if (asked.answer !== null)
		return asked.answer === 'declined' && asked.reason === reason
			? done(true)
			: refused('correction-answered');
	const declined = { answer: 'declined', reason, sending: null } as const;
	await acting.run(updateAnswered(correction, acting.visitor.name, declined));
	await acting.run(recordPathway('meeting.correction-declined', pathway, id));
	if (asked.askedBy !== acting.visitor.person)
		await tellPeople(acting, [asked.askedBy], 'correction-declined', correctionsPath(pathway, id));
	return done(true);
}

const find = async (acting: Acting, meeting: string, correction: string) =>
	(await acting.all(listCorrections(meeting))).find(({ id }) => id === correction);
