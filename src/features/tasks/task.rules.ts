/** A task: exactly one who is responsible, and who may say that it is done. */
import { addDays, addMonths, type Day } from '#values/day.ts';
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

/** How often a task comes again. */
export const REPEATS = [
	'weekly',
	'fortnightly',
	'monthly',
	'quarterly',
	'half-yearly',
	'yearly'
] as const;
export type Repeats = (typeof REPEATS)[number];

/** Those who may help with one task: as many as can be told apart on a small screen. */
export const MOST_HELPERS = 20;

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
	/** What was sent of a meeting, where the task is to tell those who get no mail (L-30). */
	tellsOf?: string | null;
	/** Null, or left out, where it is done once. */
	repeats?: Repeats | null;
	/** Those who help with it: none of them is responsible. */
	helpers?: readonly { person: string; organisation: string }[];
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

/**
 * Those who help: on the pathway and covered like whoever is responsible, and somebody else. Refuses the whole
 * where one of them is not.
 */
export function chooseHelpers(
	{ responsible, category, helpers = [] }: Pick<NewTask, 'responsible' | 'category' | 'helpers'>,
	candidates: readonly Candidate[]
): Outcome<
	Candidate[],
	'helper-is-responsible' | 'responsible-not-involved' | 'responsible-not-covered'
> {
	const chosen: Candidate[] = [];
	for (const helper of helpers) {
		if (
			responsible !== 'citizen' &&
			helper.person === responsible.person &&
			helper.organisation === responsible.organisation
		)
			return refused('helper-is-responsible');
		const found = chooseResponsible({ responsible: helper, category }, candidates);
		if (!found.ok) return found;
		if (found.value !== 'citizen') chosen.push(found.value);
	}
	return done(chosen);
}

/** How far apart the days of a task lie that comes again: in weeks, or in months. */
const STEP: Readonly<Record<Repeats, { weeks: number } | { months: number }>> = {
	weekly: { weeks: 1 },
	fortnightly: { weeks: 2 },
	monthly: { months: 1 },
	quarterly: { months: 3 },
	'half-yearly': { months: 6 },
	yearly: { months: 12 }
};

/**
 * The next day of a task that has been done: the first of its days that is later than its own and not past. Days are counted
 * from the first of them, so that the 31st comes back after a shorter month.
 */
export function nextDueOn(
	{ from, repeats, dueOn }: { from: Day; repeats: Repeats; dueOn: Day },
	today: Day
): Day {
	const step = STEP[repeats];
	for (let count = 1; ; count += 1) {
		const next =
			'weeks' in step
				? addDays(from, 7 * step.weeks * count)
				: addMonths(from, step.months * count);
		if (next > dueOn && next >= today) return next;
	}
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

/**
 * Who keeps a task, among those who read it: all who write on the pathway; of those who have handed the threads over, whoever is responsible for
 * it (R-112: what they were given to do they finish). Null for others.
 */
export const keeperOf = (
	{ responsiblePerson }: { responsiblePerson: string | null },
	{ person, mayWrite, handsOver }: { person: string; mayWrite: boolean; handsOver: boolean },
	keeper: Keeper
): Keeper | null => (mayWrite || (handsOver && responsiblePerson === person) ? keeper : null);

/** Whether a task is late: open, and its last day has passed. */
export const isLate = (
	{ state, dueOn }: { state: TaskState; dueOn: Day | null },
	today: Day
): boolean => state === 'open' && dueOn !== null && dueOn < today;
