/** The words of a task in the reader's language. */
import { m } from '#messages';
import type { TaskState } from './task.rules.ts';

const STATE = {
	open: m.task_state_open,
	done: m.task_state_done,
	cancelled: m.task_state_cancelled
} satisfies Record<TaskState, () => string>;

export const sayTaskState = (state: TaskState): string => STATE[state]();
