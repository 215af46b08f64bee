import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { m } from '#messages';
import { mayLead } from '#features/collaborations/collaboration.rules.ts';
import { suggestedDue } from '#features/held-meetings/agreed-task.rules.ts';
import { findCollaboration } from '#features/collaborations/server/collaboration.queries.ts';
import { sitsIn } from '#features/group-meetings/group-task.rules.ts';
import { agendaStateOf, isAhead, mayKeep, mayRun } from '#features/group-meetings/series.rules.ts';
import { readGroupMinutes, StepForm, TimeForm } from '#features/group-meetings/series.schema.ts';
import { listGroupItems } from '#features/group-meetings/server/agenda.queries.ts';
import {
	addGroupItem,
	changeGroupItem
} from '#features/group-meetings/server/keep-group-agenda.ts';
import {
	cancelGroupMeeting,
	closeGroupMeeting,
	inviteGroup,
	moveGroupMeeting,
	writeGroupMinutes
} from '#features/group-meetings/server/keep-group-meeting.ts';
import {
	listGroupCorrections,
	listGroupSendings
} from '#features/group-meetings/server/group-minutes.queries.ts';
import { listGroupTasks } from '#features/group-meetings/server/group-task.queries.ts';
import { listGroupOptions } from '#features/group-meetings/server/group-times.queries.ts';
import { listGroupSeats } from '#features/group-meetings/server/running.queries.ts';
import {
	findGroupMeeting,
	findNextOf,
	listConveners,
	listOpenPromises
} from '#features/group-meetings/server/series.queries.ts';
import { isLate, lastAgendaDay } from '#features/held-meetings/agenda.rules.ts';
import { ItemForm } from '#features/held-meetings/agenda.schema.ts';
import { AnswerForm } from '#features/meetings/answer.schema.ts';
import { sayClock } from '#features/meetings/clock.schema.ts';
import { meetingTime } from '#features/meetings/meeting.rules.ts';
import { answerSeat } from '#features/meetings/server/answer-meeting.ts';
import { listSeats } from '#features/meetings/server/answer.queries.ts';
import type { Acting } from '#server/acting.ts';
import { workdayInstead } from '#values/holiday.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { timeOf } from '#values/day.ts';
import type { Outcome } from '#values/outcome.ts';
import type { Visitor } from '#values/visitor.ts';
import { addTask, keepTask } from './task-actions.ts';
import { itemConflict, minutesConflict, timeConflict } from './group-conflicts.ts';
import type { PageServerLoad } from './$types';

type Event = RequestEvent<{ collaboration: string; meeting: string }>;
type Ids = { collaboration: string; meeting: string };
/** Every reason for which a verb of this page refuses. */
type Reason =
	| 'not-there'
	| 'stale'
	| 'sent-before'
	| 'agenda-not-open'
	| 'agenda-too-late'
	| 'owner-not-on-list'
	| 'meeting-is-held'
	| 'meeting-not-yet'
	| 'minutes-are-empty'
	| 'item-without-task'
	| 'task-without-responsible';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { collaboration: id, meeting: meetingId } = params;
	const [
		[collaboration],
		[meeting],
		items,
		seats,
		promises,
		tasks,
		sendings,
		corrections,
		options
	] = await locals.read(
		findCollaboration(id),
		findGroupMeeting(id, meetingId),
		listGroupItems(meetingId),
		listSeats(meetingId),
		listOpenPromises(id),
		listGroupTasks(id, meetingId),
		listGroupSendings(meetingId),
		listGroupCorrections(meetingId),
		listGroupOptions(meetingId)
	);
	const { visitor, today, now } = locals;
	if (visitor?.hat !== 'organisation' || !collaboration || !meeting) error(404);
	const [people, conveners, [next]] = await locals.read(
		listGroupSeats(meeting.series, meetingId),
		listConveners(meeting.series),
		findNextOf(meeting.series, now)
	);
	const answers = new Map(seats.map(({ person, answer }) => [person, answer]));
	const sitting = people.filter(({ sits }) => sits);
	const keeps = mayKeep(seatOf(visitor), mayLead(visitor, collaboration).ok, conveners).ok;
	return {
		visitor,
		back: { href: `/collaborations/${id}/meetings`, label: m.series_title() },
		/** The next workday, where the meeting is on a day on which people are off. */
		instead: isAhead(meeting) ? workdayInstead(meeting.day) : null,
		meeting: { ...meeting, start: timeOf(meeting.startsAt), end: timeOf(meeting.endsAt) },
		items,
		promises,
		people: sitting.map(({ person, name }) => ({ person, name, answer: answers.get(person) })),
		tasks: tasks.map((task) => ({
			...task,
			isOfThis: task.meeting === meetingId,
			hasSomebody: sitsIn(
				{ person: task.responsiblePerson, organisation: task.responsibleOrganisation },
				sitting
			)
		})),
		candidates: sitting.map(({ person, organisation, name, organisationName }) => ({
			person,
			organisation,
			name,
			organisationName
		})),
		keeper: { organisation: visitor.organisation, isTovholder: keeps, isCitizen: false },
		wereThere: people.flatMap(({ name, attended }) => (attended ? [name] : [])),
		isLate: isLate(agendaStateOf(meeting), meeting.day, today),
		lastAgendaDay: lastAgendaDay(meeting.day, meeting.agendaDays),
		today,
		/** When its minutes were sent, where they are kept as they were, and how many corrections wait. */
		sentAt: sendings[0]?.sentAt ?? null,
		waitingCorrections: corrections.filter(({ answer }) => answer === null).length,
		isHeldNow: mayRun(meeting, today),
		mine:
			meeting.state === 'invited' && meeting.endsAt > now
				? (seats.find(({ isMine }) => isMine) ?? null)
				: null,
		/** Whether a time is looked for: whoever keeps the meeting may begin to, the others answer. */
		findsTime: meeting.state === 'planned' && (keeps || options.length > 0),
		keeps: keeps && isAhead(meeting),
		conveners: conveners.map(({ name }) => name),
		hasBegun: meeting.startsAt <= now,
		suggestedDue: suggestedDue(next?.day ?? null, today),
		newId: crypto.randomUUID()
	};
};

const seatOf = ({ person, organisation }: Visitor) => ({
	person,
	organisation: organisation ?? ''
});

/** Where on the page each form stands: one goes back there. */
const PLACE: Record<string, string> = {
	move: '#when',
	invite: '#when',
	item: '#agenda',
	minutes: '#minutes-of-it'
};

/** Does `work` for whoever keeps the meeting; everybody else who reads it is told who does. */
async function keep(
	{ locals, params }: Event,
	about: string,
	typed: Record<string, string> | undefined,
	work: (acting: Acting, ids: Ids) => Promise<Outcome<true, Reason>>
) {
	const shown = { about, ...(typed && { typed }) };
	const [[collaboration], [meeting]] = await locals.read(
		findCollaboration(params.collaboration),
		findGroupMeeting(params.collaboration, params.meeting)
	);
	const { visitor } = locals;
	if (visitor?.hat !== 'organisation' || !collaboration || !meeting) error(404);
	const [conveners] = await locals.read(listConveners(meeting.series));
	const may = mayKeep(seatOf(visitor), mayLead(visitor, collaboration).ok, conveners);
	if (!may.ok) return fail(409, { ...shown, refusal: sayRefusal(may.reason) });
	const result = await locals.transact((acting) => work(acting, params));
	if (result.ok)
		redirect(
			303,
			`/collaborations/${params.collaboration}/meetings/${params.meeting}${PLACE[about] ?? ''}`
		);
	if (result.reason === 'not-there') error(404);
	if (result.reason === 'sent-before')
		return fail(409, {
			about,
			refusal: m.ui_sent_before_here(),
			typed: { ...typed, item: String(crypto.randomUUID()) } as Record<string, string>
		});
	if (result.reason === 'stale' && typed) {
		const conflictOf = { minutes: minutesConflict, item: itemConflict }[about] ?? timeConflict;
		const conflict = await conflictOf(locals, params, typed);
		if (conflict) return fail(409, { ...shown, conflict });
	}
	return fail(409, { ...shown, refusal: sayRefusal(result.reason) });
}

async function step(
	event: Event,
	about: string,
	work: (acting: Acting, ids: Ids, version: number) => Promise<Outcome<true, Reason>>
) {
	const form = await readForm(event.request, StepForm);
	const version = form.ok ? form.value.version : 0;
	return keep(event, about, undefined, (acting, ids) => work(acting, ids, version));
}

const wrong = (about: string, typed: object, problems: Record<string, string[]>) =>
	fail(422, { about, typed: typed as Record<string, string>, problems });

/** The time that was typed; what is wrong with it, by field. */
function timeIn(form: z.output<typeof TimeForm>) {
	const clock = meetingTime(form.day, form.start, form.end);
	if (clock.ok) return clock;
	const { field, message } = sayClock(clock.reason);
	return { ok: false as const, problems: { [field]: [message] } };
}

/** An item of the agenda, as its form sends it. */
async function writeItem(
	event: Event,
	work: (
		acting: Acting,
		ids: Ids,
		item: Omit<z.output<typeof ItemForm>, 'item'> & { id: string }
	) => Promise<Outcome<true, Reason>>
) {
	const form = await readForm(event.request, ItemForm);
	if (!form.ok) return wrong('item', form.typed, form.problems as Record<string, string[]>);
	const { item: id, ...words } = form.value;
	return keep(event, 'item', form.typed as Record<string, string>, (acting, ids) =>
		work(acting, ids, { ...words, id })
	);
}

export const actions = {
	move: async (event: Event) => {
		const form = await readForm(event.request, TimeForm);
		if (!form.ok) return wrong('move', form.typed, form.problems as Record<string, string[]>);
		const clock = timeIn(form.value);
		if (!clock.ok) return wrong('move', form.typed, clock.problems);
		const { version, place } = form.value;
		return keep(event, 'move', form.typed as Record<string, string>, (acting, ids) =>
			moveGroupMeeting(acting, ids, version, { ...clock.value, place })
		);
	},
	invite: (event: Event) => step(event, 'invite', inviteGroup),
	cancel: (event: Event) => step(event, 'cancel', cancelGroupMeeting),
	close: (event: Event) =>
		step(event, 'close', (acting, ids, version) =>
			closeGroupMeeting(acting, ids, version, event.locals.now)
		),
	addItem: (event: Event) =>
		writeItem(event, (acting, ids, { version: _version, ...item }) =>
			addGroupItem(acting, ids, item)
		),
	addTask: (event: Event) => addTask(event, () => '#tasks'),
	keep: keepTask,
	changeItem: (event: Event) => writeItem(event, changeGroupItem),
	minutes: async (event: Event) => {
		const typed: Record<string, string> = {};
		for (const [name, value] of await event.request.formData())
			if (typeof value === 'string') typed[name] = value;
		const read = readGroupMinutes(typed);
		if (!read.ok) return wrong('minutes', typed, read.problems);
		return keep(event, 'minutes', typed, (acting, ids) =>
			writeGroupMinutes(acting, ids, read.value)
		);
	},
	answer: async ({ locals, params, request }: Event) => {
		const form = await readForm(request, AnswerForm);
		if (!form.ok)
			return fail(422, { about: 'answer', problems: form.problems as Record<string, string[]> });
		const answered = await locals.transact(async (acting) => {
			const meeting = await acting.first(findGroupMeeting(params.collaboration, params.meeting));
			if (!meeting) error(404);
			const state = meeting.state === 'invited' ? 'invited' : 'closed';
			return answerSeat(acting, { ...meeting, state }, { ...form.value, now: locals.now });
		});
		if (answered.ok)
			redirect(303, `/collaborations/${params.collaboration}/meetings/${params.meeting}#when`);
		if (answered.reason === 'not-there') error(404);
		return fail(409, { about: 'answer', refusal: sayRefusal(answered.reason) });
	}
};
