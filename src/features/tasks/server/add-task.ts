/** Gives a task to exactly one person at work, or to the citizen. Only the tovholder does. */
import { offerLightSeat } from '#features/light/server/offer-light-seat.ts';
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import { chooseHelpers, chooseResponsible, type NewTask } from '../task.rules.ts';
import {
	findGivenTask,
	findSource,
	findStanding,
	findTaskPlace,
	listCandidates
} from './task.queries.ts';
import { insertHelper, insertTask } from './write-task.queries.ts';

type AddRefusal =
	| 'not-there'
	| 'pathway-closed'
	| 'responsible-not-involved'
	| 'responsible-not-covered'
	| 'helper-is-responsible'
	| 'repeats-without-day';

/**
 * Answers the task's id. The one who is responsible is told, unless they gave it to themselves. A form sent twice makes
 * one task; one from a meeting, or an item of it, that is not this pathway's is refused as not there. A citizen
 * is not written down by name: not everybody on a pathway may know it, and each reads “the citizen” in their own language.
 */
export async function addTask(
	acting: Acting,
	pathway: string,
	task: NewTask
): Promise<Outcome<{ id: string }, AddRefusal> | SentBefore> {
	const { person, name } = acting.visitor;
	const { meeting, agendaItem } = task;
	const [standing, place, candidates, source] = await Promise.all([
		acting.first(findStanding(pathway)),
		acting.first(findTaskPlace(pathway, task.category)),
		acting.all(listCandidates(pathway)),
		meeting === null ? true : acting.first(findSource(pathway, meeting, agendaItem))
	]);
	if (!standing?.isTovholder || !place || !source) return refused('not-there');
	if (standing.state !== 'open') return refused('pathway-closed');
	const chosen = chooseResponsible(task, candidates);
	if (!chosen.ok) return chosen;
	const helpers = chooseHelpers(task, candidates);
	if (!helpers.ok) return helpers;
	if (task.repeats && task.dueOn === null) return refused('repeats-without-day');
	const { id } = task;
	const responsible = chosen.value === 'citizen' ? { name: '' } : chosen.value;
	const written = await acting.run(
		insertTask({ ...place, pathway }, task, responsible, { person, name })
	);
	if (written === 0) {
		const saved = await acting.first(findGivenTask(pathway, id));
		if (!saved) return refused('not-there');
		const met = meetSaved(
			{
				title: saved.title,
				category: saved.category,
				dueOn: saved.dueOn ?? '',
				responsible: saved.forCitizen ? 'citizen' : `${saved.person} ${saved.organisation}`
			},
			{
				title: task.title,
				category: task.category,
				dueOn: task.dueOn ?? '',
				responsible:
					'person' in responsible ? `${responsible.person} ${responsible.organisation}` : 'citizen'
			}
		);
		return met.ok ? done({ id }) : met;
	}
	for (const helper of helpers.value) {
		const asked = await acting.run(insertHelper({ ...place, pathway }, task, helper));
		if (asked > 0 && helper.person !== person)
			await acting.run(leaveNotice(helper.person, 'task-to-help', `/pathways/${pathway}/tasks`));
	}
	if ('person' in responsible && responsible.person !== person) {
		await acting.run(leaveNotice(responsible.person, 'task-given', `/pathways/${pathway}/tasks`));
		await offerLightSeat(acting, responsible.person, 'task', id);
	}
	await acting.run(recordPathway('task.given', pathway, id));
	return done({ id });
}
