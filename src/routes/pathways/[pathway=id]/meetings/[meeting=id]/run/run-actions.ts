/** What the forms of a meeting on the screen do. */
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import {
	AttendanceForm,
	OutcomeForm,
	RunForm,
	WritersForm
} from '#features/held-meetings/running.schema.ts';
import { RestForm } from '#features/meetings/minutes.schema.ts';
import { chooseWriters, stepMeeting } from '#features/meetings/server/run-meeting.ts';
import { tickAttendance, writeOutcome, writeRest } from '#features/meetings/server/write-along.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import { MeetingTaskForm, taskOf } from '#features/tasks/task.schema.ts';
import type { Acting } from '#server/acting.ts';
import { doForm } from '#server/do-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { outcomeConflict, restConflict } from './run-conflicts.ts';

type Event = RequestEvent<{ pathway: string; meeting: string }>;
type Ids = [pathway: string, meeting: string];

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

export const actions = {
	step: (event: Event) =>
		run(
			event,
			'step',
			RunForm,
			(acting, ids, { version, ...step }) =>
				stepMeeting(acting, ...ids, step, version, event.locals.now),
			// whoever leads by the keyboard goes on from where the meeting is
			() => '#now'
		),
	outcome: (event: Event) =>
		run(
			event,
			'outcome',
			OutcomeForm,
			(acting, ids, form) => writeOutcome(acting, ...ids, form),
			({ item }) => `?item=${item}#write`
		),
	rest: (event: Event) =>
		run(
			event,
			'rest',
			RestForm,
			(acting, ids, form) => writeRest(acting, ...ids, form),
			() => '#rest'
		),
	attendance: (event: Event) =>
		run(
			event,
			'attendance',
			AttendanceForm,
			(acting, ids, { attended, shown }) => tickAttendance(acting, ...ids, attended, shown),
			() => '#attendance'
		),
	writers: (event: Event) =>
		run(event, 'writers', WritersForm, (acting, ids, { writers }) =>
			chooseWriters(acting, ...ids, writers)
		),
	addTask: (event: Event) =>
		run(
			event,
			'task',
			MeetingTaskForm,
			(acting, [pathway, meeting], form) => {
				const { agendaItem } = form;
				return addTask(
					acting,
					pathway,
					taskOf(form, { category: 'meetings', meeting, agendaItem })
				);
			},
			({ agendaItem }) => `?item=${agendaItem}#tasks`
		)
};

function run<Schema extends z.ZodObject>(
	{ locals, params, request }: Event,
	about: string,
	schema: Schema,
	verb: (
		acting: Acting,
		ids: Ids,
		form: z.output<Schema>
	) => Promise<{ ok: true } | { ok: false; reason: Reason }>,
	to: (form: z.output<Schema>) => string = () => ''
) {
	const ids: Ids = [params.pathway, params.meeting];
	const conflictOf = { outcome: outcomeConflict, rest: restConflict }[about];
	return doForm({ locals, request }, schema, {
		about,
		verb: (acting, form) => verb(acting, ids, form),
		say: (reason) => sayRefusal(reason),
		back: (form) => `/pathways/${ids[0]}/meetings/${ids[1]}/run${to(form)}`,
		conflict: conflictOf && ((typed) => conflictOf(locals, ids, typed)),
		anew: (typed) => ({ ...typed, task: crypto.randomUUID() })
	});
}
