/** What the forms about tasks of a group's meeting do, on its own page and on the screen of the room. */
import type { RequestEvent } from '@sveltejs/kit';
import { GroupTaskForm } from '#features/group-meetings/series.schema.ts';
import { finishGroupTask } from '#features/group-meetings/server/finish-group-task.ts';
import { giveGroupTask } from '#features/group-meetings/server/give-group-task.ts';
import { TaskStateForm } from '#features/tasks/task.schema.ts';
import { doForm } from '#server/do-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { taskConflict, type GroupConflict } from './group-conflicts.ts';

type Event = RequestEvent<{ collaboration: string; meeting: string }>;

/** Gives a task, and goes back to where on the page of the meeting, or of its screen, it is told. */
export const addTask = (event: Event, back: (item: string) => string) =>
	doForm(event, GroupTaskForm, {
		about: 'task',
		verb: (acting, { task: id, agendaItem: item, taskTitle: title, helper: helpers, ...rest }) =>
			giveGroupTask(acting, event.params, {
				...{ id, item, title },
				...{ responsible: rest.responsible, dueOn: rest.dueOn, repeats: rest.repeats },
				helpers
			}),
		say: (reason) => sayRefusal(reason),
		back: ({ agendaItem }) => `${pageOf(event)}${back(agendaItem)}`,
		conflict: undefined as ((typed: Typed) => Promise<GroupConflict | undefined>) | undefined,
		anew: (typed) => ({ ...typed, task: crypto.randomUUID() })
	});

/** Says how a task stands. */
export const keepTask = (event: Event) =>
	doForm(event, TaskStateForm, {
		about: 'keep',
		verb: (acting, { task, ...kept }) => finishGroupTask(acting, event.params, task, kept),
		say: (reason) => sayRefusal(reason),
		back: () => `${pageOf(event)}#tasks`,
		conflict: (typed) => taskConflict(event.locals, event.params, typed)
	});

type Typed = Record<string, string>;

const pageOf = ({ params }: Event) =>
	`/collaborations/${params.collaboration}/meetings/${params.meeting}`;
