/** What the forms of group meetings send. */
import { z } from 'zod';
import { m } from '#messages';
import { readOutcomes } from '#features/held-meetings/running.schema.ts';
import { MOST_HELPERS, REPEATS } from '#features/tasks/task.rules.ts';
import {
	chosenOrNot,
	day,
	idField,
	line,
	madeId,
	memberField,
	oneOf,
	optionalDay,
	requiredLine,
	text,
	tick,
	timeOfDay,
	version
} from '#server/form-fields.ts';
import { FREQUENCIES } from '#values/meeting-dates.ts';
import { GROUPS, ONCE } from './series.rules.ts';

const time = () => timeOfDay(m.meeting_time_missing);
const length = () =>
	z
		.string()
		.refine((typed) => /^\d{2,3}$/.test(typed) && Number(typed) >= 10 && Number(typed) <= 480, {
			error: () => m.series_minutes_wrong()
		})
		.transform(Number);

/** A new series. */
export const SeriesForm = z.object({
	id: idField(),
	group: oneOf(GROUPS, m.series_group_missing),
	purpose: requiredLine(500, m.series_purpose_missing),
	frequency: oneOf([...FREQUENCIES, ONCE], m.series_frequency_missing),
	firstOn: day(m.meeting_day_missing),
	starts: time(),
	minutes: length(),
	place: line(500)
});

/** A series that is ended. */
export const SeriesChoice = z.object({ series: idField(), version: version() });

/** When and where one meeting is. */
export const TimeForm = z.object({
	version: version(),
	day: day(m.meeting_day_missing),
	start: time(),
	end: time(),
	place: line(500)
});

/** A step in its life, on the version that was shown. */
export const StepForm = z.object({ version: version() });

/** What belongs to no item, and what a steering group has gone through. */
export const RestForm = z.object({
	version: version(),
	minutes: text(50_000),
	results: tick(),
	actions: tick()
});

/** A task that one of the group is responsible for, from an item of the agenda. */
export const GroupTaskForm = z.object({
	task: madeId(),
	agendaItem: idField(m.task_item_missing),
	taskTitle: requiredLine(300, m.task_title_missing),
	responsible: memberField(m.task_responsible_missing),
	dueOn: optionalDay(),
	repeats: chosenOrNot(REPEATS),
	helper: z
		.array(memberField(m.form_choose))
		.max(MOST_HELPERS, { error: () => m.tasks_too_many_helpers() })
});

/** Minutes as they are written: the whole, and a part for each item under names that end in its id. */
export function readGroupMinutes(typed: Readonly<Record<string, string>>) {
	const field = (name: string) => typed[name] ?? '';
	const whole = RestForm.safeParse({
		version: field('version'),
		minutes: field('minutes'),
		results: field('results'),
		actions: field('actions')
	});
	const { outcomes: items, problems } = readOutcomes(typed);
	if (!whole.success) Object.assign(problems, z.flattenError(whole.error).fieldErrors);
	if (!whole.success || Object.keys(problems).length > 0) return { ok: false, problems } as const;
	return { ok: true, value: { ...whole.data, items } } as const;
}

/** What they come to. */
export type GroupMinutes = Extract<ReturnType<typeof readGroupMinutes>, { ok: true }>['value'];
