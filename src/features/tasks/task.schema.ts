/** What the forms about tasks send. */
import { z } from 'zod';
import { m } from '#messages';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import {
	chosenOrNot,
	idField,
	madeId,
	memberField,
	memberKey,
	oneOf,
	optionalDay,
	requiredLine,
	text,
	version
} from '#server/form-fields.ts';
import { MOST_HELPERS, REPEATS, TASK_STATES, type NewTask } from './task.rules.ts';

const what = {
	task: madeId(),
	taskTitle: requiredLine(300, m.task_title_missing),
	responsible: z.union([z.literal('citizen'), memberKey(m.task_responsible_missing)]),
	dueOn: optionalDay(),
	repeats: chosenOrNot(REPEATS),
	helper: z
		.array(memberField(m.form_choose))
		.max(MOST_HELPERS, { error: () => m.tasks_too_many_helpers() })
};

/** A new task of the pathway. */
export const TaskForm = z.object({
	...what,
	category: oneOf(CATEGORIES, m.task_category_missing)
});

/** A task from an item of a meeting's agenda, with exactly one who is responsible. */
export const MeetingTaskForm = z.object({ ...what, agendaItem: idField(m.task_item_missing) });

/** The task that a form gives, and what it is about. */
export function taskOf(
	{
		task: id,
		taskTitle: title,
		responsible,
		dueOn,
		repeats,
		helper
	}: z.output<z.ZodObject<typeof what>>,
	about: Pick<NewTask, 'category' | 'meeting' | 'agendaItem'>
): NewTask {
	const [person = '', organisation] = responsible.split(' ');
	return {
		...about,
		...{ id, title, dueOn, repeats },
		responsible: organisation ? { person, organisation } : 'citizen',
		helpers: helper
	};
}

/** A task that is done, given up, or open again. */
export const TaskStateForm = z.object({
	task: idField(),
	version: version(),
	to: oneOf(TASK_STATES, m.task_state_missing),
	note: text(2000)
});
