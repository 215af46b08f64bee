/** Gives a task to exactly one of the group, for an item of its meeting. Whoever keeps the meeting does. */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayGive, type GroupTask, type NotGiven } from '../group-task.rules.ts';
import { listGroupItems } from './agenda.queries.ts';
import { insertGroupHelper, insertGroupTask, listGroupTasks } from './group-task.queries.ts';
import { openKeptMinutes, type MeetingIds, type NotOpen } from './open-minutes.ts';

/** A form sent twice gives one task; `sent-before` where one of this id says something else. Who is responsible is told, and who helps. */
export async function giveGroupTask(
	acting: Acting,
	ids: MeetingIds,
	task: GroupTask
): Promise<Outcome<true, NotOpen | NotGiven | 'sent-before'>> {
	const held = await openKeptMinutes(acting, ids);
	if (!held.ok) return held;
	const before = (await acting.all(listGroupTasks(ids.collaboration, ids.meeting))).find(
		({ id }) => id === task.id
	);
	const { person: responsible, organisation } = task.responsible;
	if (before)
		return before.title === task.title &&
			before.item === task.item &&
			before.dueOn === task.dueOn &&
			before.responsiblePerson === responsible &&
			before.responsibleOrganisation === organisation
			? done(true)
			: refused('sent-before');
	const group = held.value.seats.filter(({ sits }) => sits);
	const may = mayGive(task, await acting.all(listGroupItems(ids.meeting)), group);
	if (!may.ok) return may;
	const { person, name } = acting.visitor;
	const written = await acting.run(insertGroupTask(ids.meeting, task, { person, name }));
	if (written === 0) return refused('sent-before');
	if (responsible !== person)
		await acting.run(leaveNotice(responsible, 'group-task-given', tasksPath(ids)));
	for (const helper of task.helpers ?? []) {
		const asked = await acting.run(insertGroupHelper(task.id, helper));
		if (asked > 0 && helper.person !== person)
			await acting.run(leaveNotice(helper.person, 'group-task-to-help', tasksPath(ids)));
	}
	await acting.run(record('group-task.given', task.id));
	return done(true);
}

/** Where the tasks of a meeting are told. */
export const tasksPath = ({ collaboration, meeting }: MeetingIds): string =>
	`/collaborations/${collaboration}/meetings/${meeting}#tasks`;
