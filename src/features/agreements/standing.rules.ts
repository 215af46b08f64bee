/** Where an agreement stands, in the few words a list has room for. */
import { stateOn, type Fate, type State } from '#features/documents/life.rules.ts';
import { placeVersions } from '#features/documents/versions.rules.ts';
import type { Day } from '#values/day.ts';
import { expiryEnd } from './term.rules.ts';

/** What a list knows of an agreement: what came of its newest version, and the days of the one that counts. */
export type Listed = {
	newest: Fate | null;
	from: Day | null;
	/** The end that governs, if one is in sight. */
	end: Day | null;
	reviewOn: Day | null;
	/** The first day of a version that takes its place later; null where none is agreed on. */
	coming: Day | null;
};

/** The end that governs: that of a notice or breach where there is one before the agreed last day. */
export function governingEnd({ until, endsOn }: { until: Day | null; endsOn: Day | null }) {
	const expiry = expiryEnd(until);
	if (expiry === null || endsOn === null) return endsOn ?? expiry;
	return endsOn < expiry ? endsOn : expiry;
}

/**
 * The states to show: that of the version that counts, and beside it that of a newer one which comes, waits or came back.
 * An agreement nobody has sent yet is a draft.
 */
export function statesOf({ newest, from, end, reviewOn, coming }: Listed, today: Day): State[] {
	const agreed =
		from === null
			? []
			: [stateOn({ fate: 'agreed', from, end, reviewOn, supersededOn: null }, today)];
	const newer = newest === null || newest === 'agreed' ? [] : [newest];
	const states = new Set([...agreed, ...(coming === null ? [] : ['agreed' as const]), ...newer]);
	return states.size > 0 ? [...states] : ['draft'];
}

/** The day of the next review; null where the agreement is over, or will be by then: `end` is the first day it is not in force. */
export const nextReview = (reviewOn: Day | null, end: Day | null, today: Day): Day | null =>
	reviewOn !== null && end !== null && (end <= today || end <= reviewOn) ? null : reviewOn;

/** Where each version of an agreement stands on `today`, by its id. */
export const placedIn = (
	versions: readonly {
		id: string;
		number: number;
		hash: string;
		fate: Fate;
		from: Day | null;
		until: Day | null;
		endsOn: Day | null;
	}[],
	reviewOn: Day | null,
	today: Day
): Map<string, State> =>
	new Map(
		placeVersions(
			versions.map((each) => ({ ...each, end: governingEnd(each), reviewOn })),
			today
		).map(({ id, state }) => [id, state])
	);
