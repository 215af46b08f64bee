/** The task of telling by hand whoever gets no mail of a meeting (L-30). */
import type { Acting } from '#server/acting.ts';
import type { Day } from '#values/day.ts';
import { addTask } from './add-task.ts';
import { findTelling, moveTelling } from './write-task.queries.ts';

/**
 * Gives the visitor, who is the tovholder, the task of telling of this sending by `dueOn`. One that is open already from an earlier sending of
 * the meeting stands for this one too, by its new day: who is told is told of the meeting as it is.
 */
export async function giveTelling(
	acting: Acting,
	pathway: string,
	{ meeting, sending, dueOn }: { meeting: string; sending: string; dueOn: Day }
): Promise<void> {
	const open = await acting.first(findTelling(meeting));
	if (open) {
		await acting.run(moveTelling(open.id, dueOn));
		return;
	}
	await addTask(acting, pathway, {
		id: crypto.randomUUID(),
		title: '',
		category: 'meetings',
		responsible: { person: acting.visitor.person, organisation: acting.visitor.organisation! },
		dueOn,
		meeting: null,
		agendaItem: null,
		tellsOf: sending
	});
}
