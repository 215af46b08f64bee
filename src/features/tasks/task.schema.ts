/** What the forms about tasks send. */
import { z } from 'zod';
import { m } from '#messages';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import {
	chosenOrNot,
	idField,
	madeId,
	memberKey,
	oneOf,
	optionalDay,
	requiredLine,
	text,
	version
} from '#server/form-fields.ts';
import { REPEATS, TASK_STATES } from './task.rules.ts';

/** A new task of the pathway. */
export const TaskForm = z.object({
	task: madeId(),
	taskTitle: requiredLine(300, m.task_title_missing),
	category: oneOf(CATEGORIES, m.task_category_missing),
	responsible: z.union([z.literal('citizen'), memberKey(m.task_responsible_missing)]),
	dueOn: optionalDay(),
	repeats: chosenOrNot(REPEATS),
	helper: z
		.string()
		.optional()
		.transform((typed) => {
			const [person, organisation] = PERSON.exec(typed ?? '')?.slice(1) ?? [];
			return person && organisation ? { person, organisation } : null;
		})
});

/** A person with the hat under which they do it, as a choice of a list sends it. */
const PERSON = /^([0-9a-f-]{36}) ([0-9a-f-]{36})$/;

/** A task that is done, given up, or open again. */
export const TaskStateForm = z.object({
	task: idField(),
	version: version(),
	to: oneOf(TASK_STATES, m.task_state_missing),
	note: text(2000)
});
