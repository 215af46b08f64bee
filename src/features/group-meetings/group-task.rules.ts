/** A task that a group agrees on: exactly one of the group is responsible, and minutes are not closed without one. */
import type { Seat } from '#features/documents/names.rules.ts';
import { lacksTask, type OutcomeKind } from '#features/held-meetings/running.rules.ts';
import type { Repeats } from '#features/tasks/task.rules.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** A task as it is given. */
export type GroupTask = {
	/** Made with the form, so that a form sent twice makes one task. */
	id: string;
	/** The item of the agenda that it came of. */
	item: string;
	title: string;
	responsible: Seat;
	dueOn: Day | null;
	/** Null, or left out, where it is done once. */
	repeats?: Repeats | null;
	/** Those who help with it: none of them is responsible. */
	helpers?: readonly Seat[];
};

/** Whether somebody sits in the group, at the work they would do it under. */
export const sitsIn = (who: Seat, group: readonly Seat[]): boolean =>
	group.some(
		({ person, organisation }) => person === who.person && organisation === who.organisation
	);

/** Why a task is not given. */
export type NotGiven =
	| 'no-such-item'
	| 'responsible-not-in-group'
	| 'helper-is-responsible'
	| 'helper-not-in-group'
	| 'repeats-without-day';

/**
 * Whether a task may be given to somebody, for an item that is on the agenda. Those who help sit in the group too, and are others than whoever is
 * responsible; one that comes again has a first day.
 */
export function mayGive(
	{
		item,
		responsible,
		dueOn,
		repeats = null,
		helpers = []
	}: Pick<GroupTask, 'item' | 'responsible' | 'dueOn' | 'repeats' | 'helpers'>,
	agenda: readonly { id: string }[],
	group: readonly Seat[]
): Outcome<true, NotGiven> {
	if (!agenda.some(({ id }) => id === item)) return refused('no-such-item');
	if (!sitsIn(responsible, group)) return refused('responsible-not-in-group');
	if (helpers.some((each) => sitsIn(each, [responsible]))) return refused('helper-is-responsible');
	if (!helpers.every((each) => sitsIn(each, group))) return refused('helper-not-in-group');
	return repeats !== null && dueOn === null ? refused('repeats-without-day') : done(true);
}

/** The tasks of one meeting, each with whether whoever is responsible sits in the group still. */
export const tasksOf = <
	Task extends { meeting: string; responsiblePerson: string; responsibleOrganisation: string }
>(
	meeting: string,
	tasks: readonly Task[],
	group: readonly Seat[]
): (Task & { hasSomebody: boolean })[] =>
	tasks
		.filter((task) => task.meeting === meeting)
		.map((task) => ({
			...task,
			hasSomebody: sitsIn(
				{ person: task.responsiblePerson, organisation: task.responsibleOrganisation },
				group
			)
		}));

/**
 * Whether what the meeting agreed has somebody to do it: where an item came to a task there is one, and whoever is responsible
 * for one that is open still sits in the group.
 */
export function allHaveSomebody(
	agenda: readonly { id: string; outcomeKind: OutcomeKind | null }[],
	tasks: readonly { item: string; state: string; hasSomebody: boolean }[]
): Outcome<true, 'item-without-task' | 'task-without-responsible'> {
	if (
		lacksTask(
			agenda,
			tasks.map(({ item }) => item)
		)
	)
		return refused('item-without-task');
	return tasks.some(({ state, hasSomebody }) => state === 'open' && !hasSomebody)
		? refused('task-without-responsible')
		: done(true);
}
