/** How the goals and tasks of an agreement go, as the parties tell it. */
import type { Seat } from '#features/documents/names.rules.ts';
import { addDays, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

export const PROGRESS = ['open', 'under-way', 'done'] as const;
export type Progress = (typeof PROGRESS)[number];

/** A goal or a task, as far as telling of it goes. */
export type Tellable = {
	kind: 'goal' | 'task';
	/** Who has the task to do. */
	responsible: Seat | null;
	/** No longer in the agreement. */
	isRetired: boolean;
};

/** Who tells. */
export type Teller = Seat & {
	/** Whether the agreement names them, so that they keep it. */
	isKeeper: boolean;
};

/** What is told. `reached` counts towards the number of a goal. */
export type Told = { status: Progress; reached: number | null; note: string };

export type TellRefusal = 'not-a-writer-of-it' | 'not-your-task' | 'no-longer-agreed';

/**
 * Whether somebody may tell how it goes: of a goal, whoever the agreement names; of a task, the one who is responsible,
 * and for them those whom the agreement names at the same party (R-152 says the same of tasks on a pathway).
 */
export function mayTell(thing: Tellable, teller: Teller): Outcome<true, TellRefusal> {
	if (thing.isRetired) return refused('no-longer-agreed');
	if (thing.kind === 'goal') return teller.isKeeper ? done(true) : refused('not-a-writer-of-it');
	const { responsible } = thing;
	// Nobody's task, since they are gone from the register: any of those named may say how it stands.
	if (responsible === null) return teller.isKeeper ? done(true) : refused('not-your-task');
	const isOwnParty = responsible.organisation === teller.organisation;
	const isOwn = isOwnParty && responsible.person === teller.person;
	return isOwn || (isOwnParty && teller.isKeeper) ? done(true) : refused('not-your-task');
}

/** How far a counted goal has come, from 0 to 1; null where it is not counted, or nothing is told yet. */
export function shareReached(number: number | null, reached: number | null): number | null {
	if (number === null || number <= 0 || reached === null) return null;
	return Math.min(1, Math.max(0, reached / number));
}

/** How a goal or task stands on a day. */
export type LiveStanding = 'overdue' | 'due-soon' | 'under-way' | 'open' | 'done';

/** Days ahead in which something is due soon. */
const SOON = 30;

/** How it stands on `today`: its own day is still in time. */
export function standingOfLive(
	{ status, dueOn }: { status: Progress; dueOn: Day | null },
	today: Day
): LiveStanding {
	if (status === 'done') return 'done';
	if (dueOn !== null && dueOn < today) return 'overdue';
	if (dueOn !== null && dueOn <= addDays(today, SOON)) return 'due-soon';
	return status;
}
