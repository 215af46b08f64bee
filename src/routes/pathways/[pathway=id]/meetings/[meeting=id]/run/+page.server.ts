import { error, redirect } from '@sveltejs/kit';
import { mayWriteMinutes, writesMinutes } from '#features/meetings/meeting.rules.ts';
import {
	itemEnds,
	NOT_RUN,
	placeIn,
	silenceEnds,
	turnOf
} from '#features/meetings/running.rules.ts';
import { labelsOf } from '#features/meetings/say-meeting.ts';
import { listAgenda, listParticipants } from '#features/meetings/server/agenda.queries.ts';
import { findMeeting, findMeetingPlace } from '#features/meetings/server/meeting.queries.ts';
import { findRun } from '#features/meetings/server/running.queries.ts';
import { listCandidates, listTasksOfMeeting } from '#features/tasks/server/task.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export { actions } from './run-actions.ts';

export const load: PageServerLoad = async ({ locals, params, request, url }) => {
	const { pathway: pathwayId, meeting: id } = params;
	const [[pathway], [meeting], participants, agenda, [saved], tasks, candidates] =
		await locals.read(
			findMeetingPlace(pathwayId),
			findMeeting(pathwayId, id),
			listParticipants(id),
			listAgenda(id),
			findRun(id),
			listTasksOfMeeting(pathwayId, id),
			listCandidates(pathwayId),
			recordPathway('meeting.read', pathwayId, id)
		);
	if (!pathway || !meeting) error(404);
	const back = `/pathways/${pathwayId}/meetings/${id}`;
	const isOpen = mayWriteMinutes(meeting);
	// It is run while its minutes are written: before and after, its document tells all there is. A form that came too late gets
	// its words back first.
	if (!isOpen && request.method === 'GET') redirect(303, back);
	const { isTovholder, citizenName } = pathway;
	const { visitor, now } = locals;
	const run = saved ?? NOT_RUN;
	const place = placeIn(agenda, run);
	const chosen = agenda.find((item) => item.id === url.searchParams.get('item'));
	const turn = turnOf(participants, run);
	const labels = labelsOf(participants, citizenName);
	return {
		visitor,
		today: locals.today,
		now,
		back,
		meeting,
		agenda,
		participants,
		labels,
		run,
		place,
		/** The item that is written about: the one talked about, or another that somebody has chosen to write in. */
		written: chosen ?? place.now ?? null,
		itemEnds: itemEnds(place.now, run),
		silenceEnds: silenceEnds(run, now),
		turn: labels.find(({ value }) => value === turn?.id) ?? null,
		tasks,
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
