/**
 * The versions of one document together: which is in force, which waits, whether what is written now differs
 * from what was agreed, and which signatures and approvals still count (S-4).
 */
import type { Day } from '#values/day.ts';
import { stateOn, type Facts, type State } from './life.rules.ts';

/** A frozen version, in the order they were frozen. */
export type Version = Omit<Facts, 'supersededOn'> & { number: number; hash: string };

/** A version with where it stands. */
export type Placed<Each extends Version> = Each & { state: State; supersededOn: Day | null };

/** The document as a whole. */
export type Standing<Each extends Version> = {
	/** The version in force, or due for review; null where none is. */
	current: Placed<Each> | null;
	/** The version agreed whose first day has not come. */
	coming: Placed<Each> | null;
	/** The version that waits to be agreed. */
	waiting: Placed<Each> | null;
	/** Where the newest version stands; `draft` before the first. */
	newest: State;
	/** What is written now is not what was agreed last: shown as “changed since approved”. */
	isChangedSinceAgreed: boolean;
};

/** All versions, oldest first, each with its state on `today` and the day a later agreed one took its place. */
export function placeVersions<Each extends Version>(
	versions: readonly Each[],
	today: Day
): Placed<Each>[] {
	let supersededOn: Day | null = null;
	const placed = [...versions]
		.sort((a, b) => b.number - a.number)
		.map((version) => {
			const state = stateOn({ ...version, supersededOn }, today);
			const one: Placed<Each> = { ...version, supersededOn, state };
			if (version.fate === 'agreed') supersededOn = earlierOf(supersededOn, version.from);
			return one;
		});
	return placed.reverse();
}

/**
 * Where the document stands today.
 * @param written the hash of what is written now
 */
export function standingOf<Each extends Version>(
	versions: readonly Each[],
	written: string,
	today: Day
): Standing<Each> {
	const placed = placeVersions(versions, today);
	const inState = (...states: State[]) => placed.findLast(({ state }) => states.includes(state));
	const agreed = placed.findLast(({ fate }) => fate === 'agreed');
	return {
		current: inState('in-force', 'due-for-review') ?? null,
		coming: inState('agreed') ?? null,
		waiting: inState('submitted') ?? null,
		newest: placed.at(-1)?.state ?? 'draft',
		isChangedSinceAgreed: agreed !== undefined && agreed.hash !== written
	};
}

/** The earlier of two days, where either may be missing. */
const earlierOf = (one: Day | null, other: Day | null): Day | null =>
	one !== null && (other === null || one < other) ? one : other;
