/** The words of a task in the reader's language. */
import { m } from '#messages';
import type { Repeats, TaskState } from './task.rules.ts';

const STATE = {
	open: m.task_state_open,
	done: m.task_state_done,
	cancelled: m.task_state_cancelled
} satisfies Record<TaskState, () => string>;

/**
 * What is to be done. The tasks that we give ourselves hold no words: to explain a meeting's decisions, and to tell of a meeting
 * whoever gets no mail (L-30; `tells` names the meeting, or says that there is one).
 */
export const sayTitle = ({ title, tells }: { title: string; tells?: string | boolean | null }) =>
	title || (tells ? m.tell_task() : m.explain_task());

/** Who does it: the citizen is not written down by name, and not in anybody's language. */
export const sayResponsible = ({ responsible }: { responsible: string }): string =>
	responsible || m.task_citizen();

export const sayTaskState = (state: TaskState): string => STATE[state]();

const REPEATS = {
	weekly: m.task_weekly,
	fortnightly: m.task_fortnightly,
	monthly: m.task_monthly,
	quarterly: m.task_quarterly,
	'half-yearly': m.task_half_yearly,
	yearly: m.task_yearly
} satisfies Record<Repeats, () => string>;

/** How often it comes again. */
export const sayRepeats = (repeats: Repeats): string => REPEATS[repeats]();

/** What minutes say of a task besides who does it and by when: that it comes again, and who helps. */
export const sayAgreed = ({
	repeats,
	helpers
}: {
	repeats?: Repeats | null;
	helpers?: readonly string[];
}): string[] => [
	...(repeats ? [sayRepeats(repeats)] : []),
	...(helpers && helpers.length > 0 ? [m.task_helpers({ names: helpers.join('; ') })] : [])
];
