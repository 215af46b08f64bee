import { error } from '@sveltejs/kit';
import { dayOf } from '#values/day.ts';
import { listInterpreters } from '#features/framework/server/linked.queries.ts';
import { isLate, lastAgendaDay } from '#features/held-meetings/agenda.rules.ts';
import {
	mayPlan,
	mayWriteMinutes,
	isFarAhead,
	mayTakeBackMinutes,
	missingBeforeInvitation,
	guestsOf
} from '#features/meetings/meeting.rules.ts';
import { seenOf } from '#features/meetings/seen.rules.ts';
import { hashOf, planOf, type minutesOf } from '#features/meetings/sending.rules.ts';
import { checksOf, stageOf } from '#features/meetings/stages.rules.ts';
import { withoutMail } from '#features/meetings/telling.rules.ts';
import {
	listAgenda,
	listParticipants,
	listSendings
} from '#features/meetings/server/agenda.queries.ts';
import {
	findEarlierPlace,
	findMeeting,
	findMeetingPlace,
	listInvitable
} from '#features/meetings/server/meeting.queries.ts';
import { listCorrections } from '#features/meetings/server/correction.queries.ts';
import { listSeats } from '#features/meetings/server/answer.queries.ts';
import {
	findCalledNext,
	findGoesOn,
	listOffered
} from '#features/meetings/server/parked.queries.ts';
import { suggestedDue } from '#features/held-meetings/agreed-task.rules.ts';
import { mayBeReached, withoutYes } from '#features/network/network.rules.ts';
import { listRelations } from '#features/network/server/network.queries.ts';
import { listCandidates, listTasksOfMeeting } from '#features/tasks/server/task.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export { actions } from './meeting-actions.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { pathway: pathwayId, meeting: id } = params;
	const [
		[pathway],
		[meeting],
		participants,
		agenda,
		sendings,
		tasks,
		invitable,
		candidates,
		[earlier],
		parked,
		relations,
		seats,
		interpreters,
		corrections,
		[next],
		[goesOn]
	] = await locals.read(
		findMeetingPlace(pathwayId),
		findMeeting(pathwayId, id),
		listParticipants(id),
		listAgenda(id),
		listSendings(id),
		listTasksOfMeeting(pathwayId, id),
		listInvitable(pathwayId),
		listCandidates(pathwayId),
		findEarlierPlace(pathwayId, id),
		listOffered(pathwayId),
		listRelations(pathwayId),
		listSeats(id),
		listInterpreters(),
		listCorrections(id),
		findCalledNext(pathwayId, locals.now),
		findGoesOn(pathwayId, id),
		recordFound(
			'meeting.read',
			pathwayId,
			id,
			findMeetingPlace(pathwayId),
			findMeeting(pathwayId, id)
		)
	);
	if (!pathway || !meeting) error(404);
	const { isTovholder } = pathway;
	const day = dayOf(meeting.startsAt);
	const isCovered = ({
		person,
		organisation
	}: {
		person: string | null;
		organisation: string | null;
	}) => invitable.some((each) => each.person === person && each.organisation === organisation);
	const isPlanning = isTovholder && mayPlan(meeting);
	const isSent = meeting.minutesSentAt !== null;
	const missing = missingBeforeInvitation(meeting, participants, agenda, {
		now: locals.now,
		leader: locals.visitor?.person ?? '',
		isCovered
	});
	const minutes = sendings.find(({ kind }) => kind === 'minutes')?.content;
	const wasSent = sendings.find(({ kind }) => kind === 'invitation' || kind === 'change')?.hash;
	return {
		visitor: locals.visitor,
		today: locals.today,
		here: `/pathways/${pathwayId}/meetings`,
		citizenName: pathway.citizenName,
		meeting,
		isSent,
		isRun: mayWriteMinutes(meeting),
		waitingCorrections: corrections.filter(({ answer }) => answer === null).length,
		participants,
		/** Who has been asked, by person, and what they answered. */
		answers: Object.fromEntries(seats.map(({ person, answer }) => [person, answer])),
		citizenPerson: pathway.citizenPerson,
		/** My own place, while it can be answered. */
		mine:
			meeting.state === 'invited' && meeting.endsAt > locals.now
				? (seats.find(({ isMine }) => isMine) ?? null)
				: null,
		agenda,
		tasks,
		/** The items of which the minutes that were sent last say that they go on: by their places. */
		notReached: ((minutes as ReturnType<typeof minutesOf> | undefined)?.notReached ?? []).flatMap(
			(place) => agenda[place]?.id ?? []
		),
		suggestedDue: suggestedDue(next?.day ?? null, locals.today),
		sendings: sendings.map(({ content: _content, ...each }) => each),
		goesOn: goesOn ?? null,
		said: readSaid(url.searchParams.get('said')),
		/** Whoever follows a link to a field of the plan finds it unfolded. */
		isChanging: url.searchParams.has('change'),
		lastAgendaDay: lastAgendaDay(day, meeting.agendaDays),
		isLate: isLate(meeting, day, locals.today),
		/** What the tovholder can do now; null where the visitor only reads. */
		plan: isPlanning
			? {
					invitable,
					/** those around the citizen whom the citizen has said yes to involving now. */
					network: relations
						.filter((each) => mayBeReached(each, locals.today))
						.map(({ id: each, name }) => ({ id: each, name })),

					earlierPlace: earlier?.place ?? null,
					interpreters,
					missing,
					isFarAhead: isFarAhead(meeting, locals.now),
					byHand: withoutMail(
						participants.map((each) =>
							each.kind === 'citizen' ? { person: pathway.citizenPerson } : each
						)
					).length,
					hasUnsent:
						meeting.state === 'invited' &&
						wasSent !== (await hashOf(planOf(meeting, participants, agenda))),
					mayBegin: meeting.state === 'invited' && locals.today >= day
				}
			: null,
		/** who on the list is on the citizen's map without a yes that counts: nothing goes to them, the minutes neither. */
		withoutYes:
			isTovholder && meeting.state !== 'cancelled'
				? withoutYes(guestsOf(participants), relations, locals.today)
				: [],
		/** the stages of the meeting, for whoever convenes it. */
		stages: isTovholder
			? {
					checks: checksOf({
						meeting,
						participants,
						agenda,
						tasks,
						missing: meeting.state === 'draft' ? missing : []
					}),
					now: stageOf(meeting),
					room: [...meeting.roomReady],
					mayTick: isPlanning
				}
			: null,
		/** what was parked at earlier meetings, while this agenda is open. */
		parked:
			isPlanning && !isLate(meeting, day, locals.today)
				? parked.filter((item) => item.meeting !== id)
				: [],
		minuting:
			isTovholder && mayWriteMinutes(meeting)
				? {
						candidates: candidates.filter(({ categories }) => categories.includes('meetings')),
						mayTakeBack: mayTakeBackMinutes(meeting, participants, agenda, tasks).ok
					}
				: null,
		mayExplain: isTovholder && meeting.state === 'minutes' && isSent,
		/** What is shown here, for the forms to carry along; nothing for those who only read. */
		version: isTovholder ? await seenOf({ meeting, participants, agenda, tasks }) : '',
		newId: crypto.randomUUID()
	};
};

/** What has just been done, told once in the address. */
const readSaid = (said: string | null) =>
	(['invited', 'changed', 'minutes'] as const).find((each) => each === said) ?? null;
