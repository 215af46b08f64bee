import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '#messages';
import { mayLead } from '#features/collaborations/collaboration.rules.ts';
import { findCollaboration } from '#features/collaborations/server/collaboration.queries.ts';
import { mayKeep } from '#features/group-meetings/series.rules.ts';
import {
	answerGroupTimes,
	groupTimesPath,
	pickGroupTime,
	proposeGroupTimes
} from '#features/group-meetings/server/find-group-time.ts';
import {
	listGroupOptionAnswers,
	listGroupOptions
} from '#features/group-meetings/server/group-times.queries.ts';
import {
	findGroupMeeting,
	listConveners,
	listGroupPeople
} from '#features/group-meetings/server/series.queries.ts';
import { tallyOf } from '#features/held-meetings/times.rules.ts';
import { PickForm, readAnswers, readTimes } from '#features/held-meetings/times.schema.ts';
import type { Acting } from '#server/acting.ts';
import { readBody, readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { PageServerLoad } from './$types';

type Event = RequestEvent<{ collaboration: string; meeting: string }>;
type Ids = { collaboration: string; meeting: string };

export const load: PageServerLoad = async ({ locals, params }) => {
	const { collaboration: id, meeting: meetingId } = params;
	const [[collaboration], [meeting], options, answers] = await locals.read(
		findCollaboration(id),
		findGroupMeeting(id, meetingId),
		listGroupOptions(meetingId),
		listGroupOptionAnswers(meetingId)
	);
	const { visitor } = locals;
	if (visitor?.hat !== 'organisation' || !collaboration || !meeting) error(404);
	const [people, conveners] = await locals.read(
		listGroupPeople(meeting.series),
		listConveners(meeting.series)
	);
	const seat = { person: visitor.person, organisation: visitor.organisation ?? '' };
	const isOpen = meeting.state === 'planned';
	return {
		visitor,
		today: locals.today,
		back: {
			href: `/collaborations/${id}/meetings/${meetingId}`,
			label: m.group_meeting_title({ purpose: meeting.purpose })
		},
		options,
		tallies: tallyOf(
			options,
			answers,
			people.map(({ person }) => ({ id: person, person, kind: 'person' as const }))
		),
		labels: people.map(({ person, name }) => ({ value: person, label: name })),
		/** What I have said, by time. */
		mine: Object.fromEntries(
			answers
				.filter(({ person }) => person === visitor.person)
				.map(({ option, answer }) => [option, answer])
		),
		answers: isOpen && people.some(({ isMe }) => isMe),
		proposes: isOpen && mayKeep(seat, mayLead(visitor, collaboration).ok, conveners).ok
	};
};

type Verb = typeof proposeGroupTimes | typeof answerGroupTimes | typeof pickGroupTime;
type Done = Promise<Awaited<ReturnType<Verb>>>;

export const actions = {
	propose: async (event: Event) => {
		const read = readTimes(await readBody(event.request));
		if (!read.ok)
			return fail(422, { about: 'propose', typed: read.typed, problems: read.problems });
		const { times, shown } = read.value;
		return act(event, 'propose', read.typed, (acting, ids) =>
			proposeGroupTimes(acting, ids, { times, shown, now: event.locals.now })
		);
	},
	answer: async (event: Event) => {
		const read = readAnswers(await readBody(event.request));
		if (!read.ok) return fail(422, { about: 'answer', typed: read.typed, problems: read.problems });
		return act(event, 'answer', read.typed, (acting, ids) =>
			answerGroupTimes(acting, ids, read.value)
		);
	},
	pick: async (event: Event) => {
		const form = await readForm(event.request, PickForm);
		const typed: Record<string, string> = form.typed;
		if (!form.ok) return fail(422, { about: 'pick', typed, problems: form.problems });
		return act(event, 'pick', typed, (acting, ids) =>
			pickGroupTime(acting, ids, form.value.option, event.locals.now)
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
	const ids: Ids = { collaboration: params.collaboration, meeting: params.meeting };
	const result = await locals.transact((acting) => verb(acting, ids));
	const page = groupTimesPath(ids);
	if (result.ok) redirect(303, about === 'pick' ? page.replace(/\/times$/, '') : page);
	if (result.reason === 'not-there') error(404);
	return fail(409, { about, typed, refusal: sayRefusal(result.reason) });
}
