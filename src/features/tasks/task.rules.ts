/** A task: exactly one who is responsible, and who may say that it is done. */
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

export const TASK_STATES = ['open', 'done', 'cancelled'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Somebody at work who can be responsible, and the categories of the pathway that they can see today. */
export type Candidate = {
	person: string;
	organisation: string;
	name: string;
	organisationName: string;
	categories: readonly string[];
};

/** Who is to do it: somebody at work, or the citizen. */
export type Responsible = { person: string; organisation: string } | 'citizen';

/** A task as it is given. */
export type NewTask = {
	/** Made with the form, so that a form sent twice makes one task. */
	id: string;
	title: string;
	category: string;
	responsible: Responsible;
	dueOn: Day | null;
	meeting: string | null;
	agendaItem: string | null;
};

/**
 * Who will be responsible. Refuses somebody who is not on the pathway as tovholder or agreed partner, and
 * somebody who could not see the task because nothing covers its category: nobody can do what they cannot read.
 */
export function chooseResponsible(
	{ responsible, category }: Pick<NewTask, 'responsible' | 'category'>,
	candidates: readonly Candidate[]
): Outcome<Candidate | 'citizen', 'responsible-not-involved' | 'responsible-not-covered'> {
	if (responsible === 'citizen') return done('citizen');
	const found = candidates.find(
		({ person, organisation }) =>
			person === responsible.person && organisation === responsible.organisation
	);
	if (!found) return refused('responsible-not-involved');
	return found.categories.includes(category) ? done(found) : refused('responsible-not-covered');
}

/** Who wants to change the state of a task. */
export type Keeper = {
	/** The organisation whose hat is worn; null for citizens and companions. */
	organisation: string | null;
	isTovholder: boolean;
	isCitizen: boolean;
};

type Kept = { forCitizen: boolean; responsibleOrganisation: string | null };

/** Whose task it is: it belongs to the responsible person's whole organisation, or to the citizen. */
export const isOwn = (task: Kept, keeper: Keeper): boolean =>
	task.forCitizen
		? keeper.isCitizen
		: keeper.organisation !== null && task.responsibleOrganisation === keeper.organisation;

/**
 * Whether the state may be changed: by those whose task it is, and by the tovholder for others with a note that says
 * how the tovholder knows. A task that is given up says why, whoever gives it up.
 */
export function mayKeep(
	task: Kept,
	keeper: Keeper,
	to: TaskState,
	note: string
): Outcome<true, 'not-your-task' | 'note-needed'> {
	const own = isOwn(task, keeper);
	if (!own && !keeper.isTovholder) return refused('not-your-task');
	const needsNote = !own || (to === 'cancelled' && !keeper.isCitizen);
	return needsNote && note === '' ? refused('note-needed') : done(true);
}

/** Whether a task is late: open, and its last day has passed. */
export const isLate = (
	{ state, dueOn }: { state: TaskState; dueOn: Day | null },
	today: Day
): boolean => state === 'open' && dueOn !== null && dueOn < today;
