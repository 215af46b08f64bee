/** Says that a task is done, given up, or open again; the tovholder hears of what others change. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayKeep, type TaskState } from '../task.rules.ts';
import { findStanding, holdTask, updateState } from './task.queries.ts';

/** The wanted state, based on `version`; `note` says why, or how the tovholder knows. */
export type Kept = { version: number; to: TaskState; note: string };

type KeepRefusal = 'not-there' | 'not-your-task' | 'note-needed' | 'stale';

/** Writes the state. Asking twice for the same (a double click) is answered as done. */
export async function finishTask(
	acting: Acting,
	pathway: string,
	id: string,
	{ version, to, note }: Kept
): Promise<Outcome<true, KeepRefusal>> {
	const [standing, task] = await Promise.all([
		acting.first(findStanding(pathway)),
		acting.first(holdTask(pathway, id))
	]);
	if (!standing || !task) return refused('not-there');
	const { person, name, organisation } = acting.visitor;
	const { isTovholder, isCitizen } = standing;
	const may = mayKeep(task, { organisation, isTovholder, isCitizen }, to, note);
	if (!may.ok) return may;
	if (task.state === to && task.stateNote === note) return done(true);
	if (task.version !== version) return refused('stale');
	await acting.run(updateState(id, version, name, { state: to, note }));
	if (standing.tovholder !== person)
		await acting.run(leaveNotice(standing.tovholder, 'task-changed', `/pathways/${pathway}/tasks`));
	await acting.run(recordPathway(`task.${to === 'open' ? 'reopened' : to}`, pathway, id));
	return done(true);
}
