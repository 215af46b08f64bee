/** What minutes say of a task that was agreed: what, who does it, by when, who helps, and how often it comes again. */
import { addDays, type Day } from '#values/day.ts';
import { workdayUpTo } from '#values/holiday.ts';
import type { Repeats } from '#features/tasks/task.rules.ts';

export type AgreedTask = {
	title: string;
	/** Empty for the citizen, who is written down by no name. */
	responsible: string;
	organisation: string;
	dueOn: string | null;
	/** Those who help, each with their organisation. */
	helpers?: string[];
	repeats?: Repeats;
};

/** Days within which what was agreed is looked at again, where no other meeting is called: ours, no rule names any. */
const DAYS_TO_DO = 28;

/**
 * The day by which a task agreed at a meeting is suggested to be done: that of the next meeting, where one is called, else four weeks on, or
 * the last workday before. Whoever gives the task may choose another, or none.
 */
export const suggestedDue = (next: Day | null, today: Day): Day =>
	next !== null && next > today ? next : workdayUpTo(addDays(today, DAYS_TO_DO));

/** A task as minutes keep it. Who helps and how often only where it is so: what was sent before has no such words. */
export const agreedTask = ({
	title,
	responsible,
	organisation,
	dueOn,
	helpers,
	repeats
}: Omit<AgreedTask, 'helpers' | 'repeats'> & {
	helpers: readonly string[];
	repeats: Repeats | null;
}): AgreedTask => ({
	title,
	responsible,
	organisation,
	dueOn,
	...(helpers.length > 0 && { helpers: [...helpers] }),
	...(repeats !== null && { repeats })
});
