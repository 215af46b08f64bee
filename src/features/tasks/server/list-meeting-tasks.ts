/** The tasks that came of a meeting: what its minutes say about them. */
import type { Acting } from '#server/acting.ts';
import { listTasksOfMeeting } from './task.queries.ts';

/**
 * Each with whether there is still somebody to do it. The one that belongs to no item of the agenda is the
 * tovholder's own: to explain the decisions to the citizen.
 */
export async function listMeetingTasks(acting: Acting, pathway: string, meeting: string) {
	const tasks = await acting.all(listTasksOfMeeting(pathway, meeting));
	return tasks.map((task) => ({ ...task, isExplaining: task.agendaItem === null }));
}
