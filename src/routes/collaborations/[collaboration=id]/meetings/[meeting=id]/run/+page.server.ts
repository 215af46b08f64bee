import { error, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { mayLead } from '#features/collaborations/collaboration.rules.ts';
import { suggestedDue } from '#features/held-meetings/agreed-task.rules.ts';
import { findCollaboration } from '#features/collaborations/server/collaboration.queries.ts';
import { mayKeep, mayRun, writesAlong } from '#features/group-meetings/series.rules.ts';
import { heldItems } from '#features/group-meetings/say-series.ts';
import {
	findGroupMark,
	findGroupRun,
	listGroupSeats
} from '#features/group-meetings/server/running.queries.ts';
import { listGroupItems } from '#features/group-meetings/server/agenda.queries.ts';
import { listGroupTasks } from '#features/group-meetings/server/group-task.queries.ts';
import {
	findGroupMeeting,
	findNextOf,
	listConveners,
	listOpenPromises
} from '#features/group-meetings/server/series.queries.ts';
import { NOT_RUN, shownOf } from '#features/held-meetings/running.rules.ts';
import type { PageServerLoad } from './$types';

export { actions } from './run-actions.ts';

export const load: PageServerLoad = async ({ locals, params, request, url }) => {
	const { collaboration: id, meeting: meetingId } = params;
	const [[collaboration], [meeting], items, [saved], [mark], promises, tasks] = await locals.read(
		findCollaboration(id),
		findGroupMeeting(id, meetingId),
		listGroupItems(meetingId),
		findGroupRun(meetingId),
		findGroupMark(id, meetingId),
		listOpenPromises(id),
		listGroupTasks(id, meetingId)
	);
	const { visitor, today, now } = locals;
	if (visitor?.hat !== 'organisation' || !collaboration || !meeting || !mark) error(404);
	const back = `/collaborations/${id}/meetings/${meetingId}`;
	const isOpen = mayRun(meeting, today);
	// Before its day and when its minutes are closed, its own page tells all there is. A form that came too late gets its words
	// back first.
	if (!isOpen && request.method === 'GET') redirect(303, back);
	const [seats, conveners, [next]] = await locals.read(
		listGroupSeats(meeting.series, meetingId),
		listConveners(meeting.series),
		findNextOf(meeting.series, now)
	);
	const seat = { person: visitor.person, organisation: visitor.organisation ?? '' };
	const leads = isOpen && mayKeep(seat, mayLead(visitor, collaboration).ok, conveners).ok;
	const agenda = heldItems(items);
	return {
		visitor,
		now,
		today,
		tasks: tasks.filter((task) => task.meeting === meetingId),
		candidates: seats.flatMap(({ person, organisation, name, organisationName, sits }) =>
			sits ? [{ person, organisation, name, organisationName }] : []
		),
		suggestedDue: suggestedDue(next?.day ?? null, today),
		newId: crypto.randomUUID(),
		back: { href: back, label: m.group_meeting_title({ purpose: meeting.purpose }) },
		mark,
		meeting,
		agenda,
		participants: seats.map(({ id: person, attended, writes, sits }) => ({
			id: person,
			attended,
			writes: sits ? writes : null
		})),
		labels: seats.map(({ id: value, name: label }) => ({ value, label })),
		shown: shownOf(agenda, seats, saved ?? NOT_RUN, url.searchParams.get('item'), now),
		leads,
		writes: leads || (isOpen && writesAlong(seat, seats)),
		promises
	};
};
