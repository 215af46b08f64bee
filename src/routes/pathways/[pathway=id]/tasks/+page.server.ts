import { error, fail, redirect } from '@sveltejs/kit';
import { maySend } from '#features/digital-post/digital-post.rules.ts';
import { findSender, listPosts } from '#features/digital-post/server/digital-post.queries.ts';
import { findOffer } from '#features/directory/server/offer.queries.ts';
import { sayTaskState, sayTitle } from '#features/tasks/say-task.ts';
import { keeperOf, TASK_STATES } from '#features/tasks/task.rules.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import { finishTask } from '#features/tasks/server/finish-task.ts';
import {
	findStanding,
	listCandidates,
	listOpenTasks,
	listTasksOver,
	PAGE_OF_TASKS
} from '#features/tasks/server/task.queries.ts';
import { TaskForm, taskOf, TaskStateForm } from '#features/tasks/task.schema.ts';
import { m } from '#messages';
import { recordFound } from '#server/audit.queries.ts';
import { digitalPostDriver } from '#server/digital-post/choose-driver.ts';
import { readForm } from '#server/read-form.ts';
import { saySaved } from '#server/say-saved.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { isId } from '#values/id.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import type { Actions, PageServerLoad } from './$types';

/** An id that no offer has. */
const NO_OFFER = '00000000-0000-0000-0000-000000000000';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { pathway } = params;
	const after = readCursor(url.searchParams.get('after'));
	const offer = url.searchParams.get('offer') ?? '';
	const [[standing], open, over, candidates, [about], posts, [sender]] = await locals.read(
		findStanding(pathway),
		listOpenTasks(pathway),
		listTasksOver(pathway, after),
		listCandidates(pathway),
		findOffer(isId(offer) ? offer : NO_OFFER),
		listPosts(pathway),
		findSender(pathway),
		recordFound('task.listed', pathway, null, findStanding(pathway))
	);
	if (!standing) error(404);
	const { number, isTovholder, isCitizen, mayWrite, handsOver, citizenName, state } = standing;
	const { rows, next } = pageOf(over, PAGE_OF_TASKS);
	const { person, organisation } = locals.visitor!;
	const kept = <Task extends { responsiblePerson: string | null }>(tasks: Task[]) =>
		tasks.map((task) => ({
			...task,
			keeper:
				state === 'open'
					? keeperOf(
							task,
							{ person, mayWrite, handsOver },
							{ organisation, isTovholder, isCitizen }
						)
					: null
		}));
	const here = `/pathways/${pathway}/tasks`;
	const driver = digitalPostDriver();
	return {
		visitor: locals.visitor,
		today: locals.today,
		now: locals.now,
		back: { href: `/pathways/${pathway}`, number, citizen: citizenName },
		citizenName,
		open: kept(open),
		/** L-30: what of it was sent by Digital Post. */
		posts,
		/** Whether the visitor sends by Digital Post. */
		mayPost: Boolean(driver && sender && maySend(sender, driver.sender)) && state === 'open',
		over: kept(rows),
		next: next && `${here}?after=${encodeURIComponent(next)}`,
		first: after && here,
		giving:
			isTovholder && state === 'open'
				? {
						newId: crypto.randomUUID(),
						/** the offer that somebody is asked about. */
						offer: about?.name ?? null,
						candidates: candidates.map(({ categories: _categories, ...each }) => each)
					}
				: null
	};
};

export const actions: Actions = {
	add: async ({ locals, params, request }) => {
		const form = await readForm(request, TaskForm);
		const shown = {
			about: 'add' as const,
			typed: form.typed as Record<string, string | string[]>
		};
		if (!form.ok) return fail(422, { ...shown, problems: form.problems });
		const { category } = form.value;
		const task = taskOf(form.value, { category, meeting: null, agendaItem: null });
		const added = await locals.transact((acting) => addTask(acting, params.pathway, task));
		if (added.ok) redirect(303, `/pathways/${params.pathway}/tasks`);
		if (added.reason === 'not-there') error(404);
		if (added.reason === 'sent-before')
			return fail(409, {
				about: 'add' as const,
				typed: { ...shown.typed, task: crypto.randomUUID() as string },
				sentBefore: saySaved(added.saved, { title: m.task_title, dueOn: m.task_due_on })
			});
		return fail(409, { ...shown, refusal: sayRefusal(added.reason) });
	},
	keep: async ({ locals, params, request }) => {
		const form = await readForm(request, TaskStateForm);
		const shown = { about: 'keep' as const, typed: form.typed as Record<string, string> };
		if (!form.ok) return fail(422, { ...shown, problems: form.problems });
		const { task, ...kept } = form.value;
		const result = await locals.transact((acting) =>
			finishTask(acting, params.pathway, task, kept)
		);
		if (result.ok) redirect(303, `/pathways/${params.pathway}/tasks`);
		if (result.reason === 'not-there') error(404);
		if (result.reason !== 'stale')
			return fail(409, { ...shown, refusal: sayRefusal(result.reason) });
		const { saved } = result;
		return fail(409, {
			...shown,
			conflict: {
				version: saved.version,
				by: saved.changedBy,
				at: saved.changedAt,
				texts: [
					{
						name: 'to',
						label: sayTitle(saved),
						yours: kept.to,
						saved: saved.state,
						options: TASK_STATES.map((value) => ({ value, label: sayTaskState(value) }))
					},
					{ name: 'note', label: m.task_note(), yours: kept.note, saved: saved.stateNote }
				]
			}
		});
	}
};
