/** The fixed times at which knowledge of a young person is shared, what is shared, and on what it rests. */
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** the fixed times at which knowledge is shared, in their order; `another` is one besides them. */
export const SHARING_POINTS = ['referral', 'joint-meeting', 'closing-talk', 'another'] as const;
export type SharingPoint = (typeof SHARING_POINTS)[number];

/** The three that each pathway has. */
export const FIXED_POINTS = SHARING_POINTS.filter((each) => each !== 'another');

/** what may be shared at them. */
export const CONTENTS = ['progression', 'development', 'learning', 'well-being'] as const;
export type Content = (typeof CONTENTS)[number];

/** A time at which something was shared. */
export type Sharing = {
	point: SharingPoint;
	heldOn: Day;
	youngPerson: boolean;
	parents: boolean;
	absentWhy: string;
	contents: Content[];
	/** What it rests on: a consent or another basis of the pathway, by its id. */
	ground: string;
	shared: string;
};

/** something registered that sharing may rest on; both days are included. */
export type Ground = {
	id: string;
	kind: 'consent' | 'basis';
	number: number;
	from: Day;
	until: Day;
	/** The day on which it was taken back or ended; null where it was not. */
	endedOn: Day | null;
};

/** Whether it stood on a day: on its last one too, and on the day on which it was taken back. */
export const wasInForce = ({ from, until, endedOn }: Ground, day: Day): boolean =>
	from <= day && day <= until && (endedOn === null || day <= endedOn);

/**
 * the young person and the parents are there, or it is said why not; it has been, and it says what was shared. R-224: on
 * something that was in force that day.
 */
export function shapeSharing(
	said: Sharing,
	grounds: readonly Ground[],
	today: Day
): Outcome<
	Sharing & { restsOn: Ground },
	'absent-without-reason' | 'held-in-the-future' | 'nothing-chosen' | 'not-in-force-then'
> {
	if (said.heldOn > today) return refused('held-in-the-future');
	if (said.contents.length === 0) return refused('nothing-chosen');
	const areThere = said.youngPerson && said.parents;
	if (!areThere && said.absentWhy.trim() === '') return refused('absent-without-reason');
	const restsOn = grounds.find(({ id }) => id === said.ground);
	if (!restsOn || !wasInForce(restsOn, said.heldOn)) return refused('not-in-force-then');
	return done({ ...said, restsOn });
}

/** each fixed time, with when it was held last; null where it was not yet. */
export const heldPoints = (held: readonly Pick<Sharing, 'point' | 'heldOn'>[]) =>
	FIXED_POINTS.map((point) => ({
		point,
		heldOn:
			held
				.filter((each) => each.point === point)
				.map(({ heldOn }) => heldOn)
				.sort()
				.at(-1) ?? null
	}));
