/** Gives a task to exactly one person at work, or to the citizen. Only the tovholder does. */
import { randomUUID } from 'node:crypto';
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { chooseResponsible, type NewTask } from '../task.rules.ts';
import { findStanding, findTaskPlace, insertTask, listCandidates } from './task.queries.ts';

type AddRefusal =
	| 'not-there'
	| 'pathway-closed'
	| 'responsible-not-involved'
	| 'responsible-not-covered';

/** What the citizen is called where the citizen is responsible: not by name, which not everybody on a pathway may know. */
const CITIZEN = '';

/** Answers the new task's id. The one who is responsible is told, unless they gave it to themselves. */
export async function addTask(
	acting: Acting,
	pathway: string,
	task: NewTask
): Promise<Outcome<{ id: string }, AddRefusal>> {
	const { person, name } = acting.visitor;
	const [standing, place, candidates] = await Promise.all([
		acting.first(findStanding(pathway)),
		acting.first(findTaskPlace(pathway, task.category)),
		acting.all(listCandidates(pathway))
	]);
	if (!standing?.isTovholder || !place) return refused('not-there');
	if (standing.state !== 'open') return refused('pathway-closed');
	const chosen = chooseResponsible(task, candidates);
	if (!chosen.ok) return chosen;
	const id = randomUUID();
	const responsible = chosen.value === 'citizen' ? { name: CITIZEN } : chosen.value;
	await acting.run(insertTask({ ...place, pathway }, task, responsible, { id, person, name }));
	if ('person' in responsible && responsible.person !== person)
		await acting.run(leaveNotice(responsible.person, 'task-given', `/pathways/${pathway}/tasks`));
	await acting.run(recordPathway('task.given', pathway, id));
	return done({ id });
}
