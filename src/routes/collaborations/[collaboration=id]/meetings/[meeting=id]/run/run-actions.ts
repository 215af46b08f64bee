/** What the forms of a group's meeting on the screen do. */
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { RestForm } from '#features/group-meetings/series.schema.ts';
import {
	chooseGroupWriters,
	stepGroupMeeting,
	tickGroupAttendance,
	writeGroupOutcome,
	writeGroupRest
} from '#features/group-meetings/server/run-group-meeting.ts';
import {
	AttendanceForm,
	OutcomeForm,
	RunForm,
	WritersForm
} from '#features/held-meetings/running.schema.ts';
import type { Acting } from '#server/acting.ts';
import { doForm } from '#server/do-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { addTask } from '../task-actions.ts';
import { outcomeConflict, restConflict } from '../group-conflicts.ts';

type Event = RequestEvent<{ collaboration: string; meeting: string }>;
type Ids = { collaboration: string; meeting: string };
type Reason =
	| 'not-there'
	| 'stale'
	| 'minutes-not-open'
	| 'meeting-went-on'
	| 'no-such-item'
	| 'writer-not-at-work';

export const actions = {
	step: (event: Event) =>
		run(
			event,
			'step',
			RunForm,
			(acting, ids, { version, ...step }) =>
				stepGroupMeeting(acting, ids, step, version, event.locals.now),
			// whoever leads by the keyboard goes on from where the meeting is
			() => '#now'
		),
	outcome: (event: Event) =>
		run(event, 'outcome', OutcomeForm, writeGroupOutcome, ({ item }) => `?item=${item}#write`),
	rest: (event: Event) => run(event, 'rest', RestForm, writeGroupRest, () => '#rest'),
	attendance: (event: Event) =>
		run(
			event,
			'attendance',
			AttendanceForm,
			(acting, ids, { attended, shown }) => tickGroupAttendance(acting, ids, attended, shown),
			() => '#attendance'
		),
	writers: (event: Event) =>
		run(event, 'writers', WritersForm, (acting, ids, { writers }) =>
			chooseGroupWriters(acting, ids, writers)
		),
	addTask: (event: Event) => addTask(event, (item) => `/run?item=${item}#tasks`)
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
	const conflictOf = { outcome: outcomeConflict, rest: restConflict }[about];
	return doForm({ locals, request }, schema, {
		about,
		verb: (acting, form) => verb(acting, params, form),
		say: (reason) => sayRefusal(reason),
		back: (form) =>
			`/collaborations/${params.collaboration}/meetings/${params.meeting}/run${to(form)}`,
		conflict: conflictOf && ((typed) => conflictOf(locals, params, typed))
	});
}
