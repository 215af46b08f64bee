/** What the forms of a meeting on the screen do. */
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { m } from '#messages';
import { MeetingTaskForm } from '#features/meetings/meeting.schema.ts';
import {
	AttendanceForm,
	OutcomeForm,
	RestForm,
	RunForm,
	WritersForm
} from '#features/meetings/running.schema.ts';
import { chooseWriters, stepMeeting } from '#features/meetings/server/run-meeting.ts';
import { tickAttendance, writeOutcome, writeRest } from '#features/meetings/server/write-along.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import type { Acting } from '#server/acting.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { outcomeConflict, restConflict } from './run-conflicts.ts';

type Event = RequestEvent<{ pathway: string; meeting: string }>;
type Ids = [pathway: string, meeting: string];
type Typed = Record<string, string | string[]>;

/** What the page is told of a form that was not done. */
type Answer = {
	about: string;
	typed?: Typed;
	problems?: Partial<Record<string, string[]>>;
	refusal?: string;
	conflict?: Awaited<ReturnType<typeof outcomeConflict>>;
};

type ReasonOf<Verb extends (...given: never[]) => Promise<unknown>> =
	Extract<Awaited<ReturnType<Verb>>, { ok: false }> extends { reason: infer Reason extends string }
		? Reason
		: never;
/** Every reason for which a verb of this page refuses: each has its sentence, or this file does not compile. */
type Reason =
	| ReasonOf<typeof chooseWriters>
	| ReasonOf<typeof stepMeeting>
	| ReasonOf<typeof tickAttendance>
	| ReasonOf<typeof writeOutcome>
	| ReasonOf<typeof writeRest>
	| ReasonOf<typeof addTask>;
type Done = Promise<{ ok: true } | { ok: false; reason: Reason }>;

export const actions = {
	step: (event: Event) =>
		withForm(event, 'step', RunForm, (acting, ids, { version, ...step }) =>
			stepMeeting(acting, ...ids, step, version, event.locals.now)
		),
	outcome: (event: Event) =>
		withForm(
			event,
			'outcome',
			OutcomeForm,
			(acting, ids, form) => writeOutcome(acting, ...ids, form),
			({ item }) => `?item=${item}#write`
		),
	rest: (event: Event) =>
		withForm(
			event,
			'rest',
			RestForm,
			(acting, ids, form) => writeRest(acting, ...ids, form),
			() => '#rest'
		),
	attendance: (event: Event) =>
		withForm(
			event,
			'attendance',
			AttendanceForm,
			(acting, ids, { attended, shown }) => tickAttendance(acting, ...ids, attended, shown),
			() => '#attendance'
		),
	writers: (event: Event) =>
		withForm(event, 'writers', WritersForm, (acting, ids, { writers }) =>
			chooseWriters(acting, ...ids, writers)
		),
	addTask: (event: Event) =>
		withForm(
			event,
			'task',
			MeetingTaskForm,
			(acting, [pathway, meeting], form) => {
				const [person, organisation] = form.responsible.split(' ');
				return addTask(acting, pathway, {
					id: form.task,
					title: form.taskTitle,
					category: 'meetings',
					responsible: organisation ? { person: person!, organisation } : 'citizen',
					dueOn: form.dueOn,
					meeting,
					agendaItem: form.agendaItem
				});
			},
			({ agendaItem }) => `?item=${agendaItem}#tasks`
		)
};

/** Does what the form asks and goes back to where it was done; else says why not, with what was typed. */
async function withForm<Schema extends z.ZodObject>(
	{ locals, params, request }: Event,
	about: string,
	schema: Schema,
	verb: (acting: Acting, ids: Ids, form: z.output<Schema>) => Done,
	to: (form: z.output<Schema>) => string = () => ''
) {
	const form = await readForm(request, schema);
	const typed = form.typed as Typed;
	if (!form.ok) return notDone(422, { about, typed, problems: form.problems });
	const ids: Ids = [params.pathway, params.meeting];
	const result = await locals.transact((acting) => verb(acting, ids, form.value));
	if (result.ok) redirect(303, `/pathways/${ids[0]}/meetings/${ids[1]}/run${to(form.value)}`);
	const { reason } = result;
	if (reason === 'not-there') error(404);
	if (reason === 'sent-before') {
		const again = { ...typed, task: crypto.randomUUID() };
		return notDone(409, { about, typed: again, refusal: m.ui_sent_before_here() });
	}
	if (reason !== 'stale') return notDone(409, { about, typed, refusal: sayRefusal(reason) });
	const conflictOf = { outcome: outcomeConflict, rest: restConflict }[about];
	const conflict = await conflictOf?.(locals, ids, typed as Record<string, string>);
	return notDone(409, {
		about,
		typed,
		...(conflict ? { conflict } : { refusal: sayRefusal('stale') })
	});
}

const notDone = (status: number, answer: Answer) => fail(status, answer);
