/** Says that a task of a group is done, given up, or open again; whoever gave it hears of what others say. */
import { mayKeep, nextDueOn, type TaskState } from '#features/tasks/task.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { tasksPath } from './give-group-task.ts';
import { holdGroupTask, repeatGroupTask, updateGroupTask } from './group-task.queries.ts';
import type { MeetingIds } from './open-minutes.ts';

/** The wanted state, based on `version`; `note` says why, or how whoever keeps the meeting knows. */
type Kept = { version: number; to: TaskState; note: string };

/** A task that comes again has its next when it is done. Asking twice for the same is answered as done. */
export async function finishGroupTask(
	acting: Acting,
	{ collaboration, meeting }: MeetingIds,
	id: string,
	{ version, to, note }: Kept
): Promise<Outcome<true, 'not-there' | 'not-your-task' | 'note-needed' | 'stale'>> {
	const task = await acting.first(holdGroupTask(collaboration, meeting, id));
	if (!task) return refused('not-there');
	const { person, name, organisation } = acting.visitor;
	const keeper = { organisation, isTovholder: task.keeps, isCitizen: false };
	const may = mayKeep({ ...task, forCitizen: false }, keeper, to, note);
	if (!may.ok) return may;
	if (task.state === to && task.stateNote === note) return done(true);
	if (task.version !== version) return refused('stale');
	await acting.run(updateGroupTask(id, version, name, { state: to, note }));
	const { repeats, repeatsFrom: from, dueOn } = task;
	if (to === 'done' && repeats && from && dueOn)
		await acting.first(
			repeatGroupTask(id, crypto.randomUUID(), nextDueOn({ from, repeats, dueOn }, acting.today))
		);
	if (task.giver !== person)
		await acting.run(
			leaveNotice(
				task.giver,
				'group-task-changed',
				tasksPath({ collaboration, meeting: task.meeting })
			)
		);
	await acting.run(record(`group-task.${to === 'open' ? 'reopened' : to}`, id));
	return done(true);
}
