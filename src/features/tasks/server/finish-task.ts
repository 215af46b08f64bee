/** Says that a task is done, given up, or open again; the tovholder hears of what others change. */
import { tellChange } from '#features/changes/server/tell-change.ts';
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { mayKeep, nextDueOn, type TaskState } from '../task.rules.ts';
import { findStanding, holdTask } from './task.queries.ts';
import { repeatTask, updateState } from './write-task.queries.ts';

/** The wanted state, based on `version`; `note` says why, or how the tovholder knows. */
export type Kept = { version: number; to: TaskState; note: string };

/** How a task stands as it is saved, and who said so last. */
export type SavedState = {
	title: string;
	/** It is to tell of a meeting whoever gets no mail (L-30). */
	tells: boolean;
	state: TaskState;
	stateNote: string;
	version: number;
	changedAt: Date;
	/** Null for the citizen. */
	changedBy: string | null;
};

type KeepRefusal = 'not-there' | 'not-your-task' | 'note-needed';

/**
 * Writes the state; a task that comes again has its next when it is done. Asking twice for the same (a double click) is answered as done; where somebody else has said how it
 * stands since `version`, answers what is saved.
 */
export async function finishTask(
	acting: Acting,
	pathway: string,
	id: string,
	{ version, to, note }: Kept
): Promise<Outcome<true, KeepRefusal> | Stale<SavedState>> {
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
	if (task.version !== version) return stale(task);
	// The citizen's own name is not for everybody who reads the task.
	await acting.run(updateState(id, version, isCitizen ? '' : name, { state: to, note }));
	const { repeats, repeatsFrom: from, dueOn } = task;
	if (to === 'done' && repeats && from && dueOn)
		await acting.first(
			repeatTask(id, crypto.randomUUID(), nextDueOn({ from, repeats, dueOn }, acting.today))
		);
	// a partner who gives a task up has changed what was agreed, and that must be seen.
	const told =
		to === 'cancelled' && !isTovholder && !isCitizen
			? await tellChange(acting, pathway, { id: crypto.randomUUID(), words: '', task: id })
			: null;
	if (!told?.ok && standing.tovholder !== person)
		await acting.run(leaveNotice(standing.tovholder, 'task-changed', `/pathways/${pathway}/tasks`));
	await acting.run(recordPathway(`task.${to === 'open' ? 'reopened' : to}`, pathway, id));
	return done(true);
}
