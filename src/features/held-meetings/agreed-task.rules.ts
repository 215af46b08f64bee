/** What minutes say of a task that was agreed: what, who does it, by when, who helps, and how often it comes again. */
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
