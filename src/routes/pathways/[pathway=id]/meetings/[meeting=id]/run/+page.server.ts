import { error, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { mayWriteMinutes, writesMinutes } from '#features/meetings/meeting.rules.ts';
import { NOT_RUN, shownOf } from '#features/held-meetings/running.rules.ts';
import { suggestedDue } from '#features/held-meetings/agreed-task.rules.ts';
import { heldItems, heldPeople, labelsOf } from '#features/meetings/say-meeting.ts';
import { listAgenda, listParticipants } from '#features/meetings/server/agenda.queries.ts';
import { findMeeting, findMeetingPlace } from '#features/meetings/server/meeting.queries.ts';
import { findCalledNext } from '#features/meetings/server/parked.queries.ts';
import { findMark, findRun } from '#features/meetings/server/running.queries.ts';
import { listCandidates, listTasksOfMeeting } from '#features/tasks/server/task.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export { actions } from './run-actions.ts';

export const load: PageServerLoad = async ({ locals, params, request, url }) => {
	const { pathway: pathwayId, meeting: id } = params;
	const [[pathway], [meeting], participants, listed, [saved], [mark], tasks, candidates, [next]] =
		await locals.read(
			findMeetingPlace(pathwayId),
			findMeeting(pathwayId, id),
			listParticipants(id),
			listAgenda(id),
			findRun(id),
			findMark(pathwayId, id),
			listTasksOfMeeting(pathwayId, id),
			listCandidates(pathwayId),
			findCalledNext(pathwayId, locals.now),
			recordFound(
				'meeting.read',
				pathwayId,
				id,
				findMeetingPlace(pathwayId),
				findMeeting(pathwayId, id)
			)
		);
	if (!pathway || !meeting || !mark) error(404);
	const back = `/pathways/${pathwayId}/meetings/${id}`;
	const isOpen = mayWriteMinutes(meeting);
	// It is run while its minutes are written: before and after, its document tells all there is. A form that came too late gets
	// its words back first.
	if (!isOpen && request.method === 'GET') redirect(303, back);
	const { isTovholder, citizenName } = pathway;
	const { visitor, now } = locals;
	const agenda = heldItems(listed);
	const people = heldPeople(participants);
	return {
		visitor,
		today: locals.today,
		now,
		back: { href: back, label: m.meeting_title() },
		mark,
		meeting,
		agenda,
		participants: people,
		labels: labelsOf(participants, citizenName),
		shown: shownOf(agenda, people, saved ?? NOT_RUN, url.searchParams.get('item'), now),
		/** why the citizen was not there is asked where they are not told present. */
		asksWithoutCitizen: !participants.some(({ kind, attended }) => kind === 'citizen' && attended),
		tasks: tasks.filter(({ agendaItem }) => agendaItem !== null),
		suggestedDue: suggestedDue(next?.day ?? null, locals.today),
		citizenName,
		leads: isOpen && isTovholder,
		writes:
			isOpen &&
			writesMinutes(
				{ isTovholder, person: visitor?.person ?? '', organisation: visitor?.organisation ?? null },
				participants
			),
		candidates: isTovholder
			? candidates.filter(({ categories }) => categories.includes('meetings'))
			: [],
		newId: crypto.randomUUID()
	};
};
