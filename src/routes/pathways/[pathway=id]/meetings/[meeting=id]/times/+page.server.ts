import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '#messages';
import { tookPart } from '#features/held-meetings/correction.rules.ts';
import { labelsOf } from '#features/meetings/say-meeting.ts';
import { listParticipants } from '#features/meetings/server/agenda.queries.ts';
import {
	answerTimes,
	pickTime,
	proposeTimes,
	timesPath
} from '#features/meetings/server/find-time.ts';
import { findMeeting, findMeetingPlace } from '#features/meetings/server/meeting.queries.ts';
import { listOptionAnswers, listOptions } from '#features/meetings/server/times.queries.ts';
import { tallyOf } from '#features/held-meetings/times.rules.ts';
import { PickForm, readAnswers, readTimes } from '#features/held-meetings/times.schema.ts';
import type { Acting } from '#server/acting.ts';
import { oneOf, recordFound } from '#server/audit.queries.ts';
import { readBody, readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { PageServerLoad } from './$types';

type Event = RequestEvent<{ pathway: string; meeting: string }>;
type Ids = [pathway: string, meeting: string];

export const load: PageServerLoad = async ({ locals, params }) => {
	const { pathway: pathwayId, meeting: id } = params;
	const [[pathway], [meeting], participants, options, answers] = await locals.read(
		findMeetingPlace(pathwayId),
		findMeeting(pathwayId, id),
		listParticipants(id),
		listOptions(id),
		listOptionAnswers(id),
		recordFound(
			'meeting.read',
			pathwayId,
			id,
			findMeetingPlace(pathwayId),
			oneOf(findMeeting(pathwayId, id), listOptions(id))
		)
	);
	if (!pathway || (!meeting && options.length === 0)) error(404);
	const { visitor } = locals;
	// Whoever is asked reads the times, and of the meeting nothing before the invitation.
	const isDraft = (meeting?.state ?? 'draft') === 'draft' && pathway.state === 'open';
	// The citizen may have got an account since the list was made.
	const asked = participants.map((each) =>
		each.kind === 'citizen' ? { ...each, person: pathway.citizenPerson } : each
	);
	const isCitizen = visitor?.hat === 'self' && visitor.person === pathway.citizenPerson;
	const me = {
		isCitizen,
		person: visitor?.person ?? '',
		organisation: visitor?.organisation ?? null
	};
	return {
		visitor,
		today: locals.today,
		back: {
			href: `/pathways/${pathwayId}/meetings${meeting ? `/${id}` : ''}`,
			label: meeting ? m.meeting_title() : m.meeting_list_title()
		},
		showsAll: meeting !== undefined,
		tallies: meeting ? tallyOf(options, answers, asked) : [],
		labels: labelsOf(participants, pathway.citizenName),
		options,
		/** What I have said, by time. */
		mine: Object.fromEntries(
			answers
				.filter(({ person }) => person === visitor?.person)
				.map(({ option, answer }) => [option, answer])
		),
		answers: isDraft && (!meeting || tookPart(me, participants)),
		proposes: isDraft && pathway.isTovholder
	};
};

type Verb = typeof proposeTimes | typeof answerTimes | typeof pickTime;
type Done = Promise<Awaited<ReturnType<Verb>>>;

export const actions = {
	propose: async (event: Event) => {
		const read = readTimes(await readBody(event.request));
		if (!read.ok)
			return fail(422, { about: 'propose', typed: read.typed, problems: read.problems });
		const { times, shown } = read.value;
		return act(event, 'propose', read.typed, (acting, ids) =>
			proposeTimes(acting, ...ids, { times, shown, now: event.locals.now })
		);
	},
	answer: async (event: Event) => {
		const read = readAnswers(await readBody(event.request));
		if (!read.ok) return fail(422, { about: 'answer', typed: read.typed, problems: read.problems });
		return act(event, 'answer', read.typed, (acting, ids) =>
			answerTimes(acting, ...ids, read.value)
		);
	},
	pick: async (event: Event) => {
		const form = await readForm(event.request, PickForm);
		const typed: Record<string, string> = form.typed;
		if (!form.ok) return fail(422, { about: 'pick', typed, problems: form.problems });
		return act(event, 'pick', typed, (acting, ids) =>
			pickTime(acting, ...ids, form.value.option, event.locals.now)
		);
	}
};

/** Goes back to where it was done, or to the meeting whose time is found; else says why not, with what was typed. */
async function act(
	{ locals, params }: Event,
	about: string,
	typed: Record<string, string>,
	verb: (acting: Acting, ids: Ids) => Done
) {
	const ids: Ids = [params.pathway, params.meeting];
	const result = await locals.transact((acting) => verb(acting, ids));
	if (result.ok && result.value !== true)
		redirect(
			303,
			`/pathways/${ids[0]}/meetings/${ids[1]}${result.value.isInvited ? '?said=invited' : ''}`
		);
	if (result.ok) redirect(303, timesPath(...ids));
	if (result.reason === 'not-there') error(404);
	return fail(409, { about, typed, refusal: sayRefusal(result.reason) });
}
