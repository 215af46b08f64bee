/** The fixed times at which knowledge of a young person is shared, what is shared, and on what it rests. */
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** the fixed times at which knowledge is shared, in their order; `another` is one besides them. */
export const SHARING_POINTS = ['referral', 'joint-meeting', 'closing-talk', 'another'] as const;
export type SharingPoint = (typeof SHARING_POINTS)[number];

/** The three that each pathway has, where its collaboration says nothing else. */
export const FIXED_POINTS = SHARING_POINTS.filter((each) => each !== 'another');
export type FixedPoint = (typeof FIXED_POINTS)[number];

/** What a collaboration says: which of the three it keeps, and its own besides, by name. */
export type SharingSetting = { standard: FixedPoint[]; own: string[] };

/** A time on a pathway: one of ours, or one of the collaboration's own by its name. */
export type Point = SharingPoint | `own:${string}`;

/** The name of one of the collaboration's own; null where it is one of ours. */
export const ownName = (point: string): string | null =>
	point.startsWith('own:') ? point.slice('own:'.length) : null;

/** The fixed times of a pathway in their order: its collaboration's own stand before the closing talk. */
export function fixedPoints(setting: SharingSetting | null): Point[] {
	if (!setting) return [...FIXED_POINTS];
	const kept = FIXED_POINTS.filter((each) => setting.standard.includes(each));
	const own = setting.own.map((name): Point => `own:${name}`);
	const last = kept.filter((each) => each === 'closing-talk');
	return [...kept.filter((each) => each !== 'closing-talk'), ...own, ...last];
}

/** How many of its own a collaboration can have, and how long a name of one can be. */
export const MOST_OWN_POINTS = 10;
export const LONGEST_POINT = 200;

export type SettingRefusal = 'no-points-left' | 'too-many-points' | 'point-too-long';

/** What was typed, a name a line, as it is kept: each once, the empty lines left out. */
export function shapeSetting(
	standard: readonly FixedPoint[],
	lines: string
): Outcome<SharingSetting, SettingRefusal> {
	const own = [...new Set(lines.split('\n').map((each) => each.trim()))].filter(Boolean);
	if (own.some((each) => each.length > LONGEST_POINT)) return refused('point-too-long');
	if (own.length > MOST_OWN_POINTS) return refused('too-many-points');
	if (own.length + standard.length === 0) return refused('no-points-left');
	return done({ standard: FIXED_POINTS.filter((each) => standard.includes(each)), own });
}

/** Whether two say the same. */
export const sameSetting = (one: SharingSetting, other: SharingSetting): boolean =>
	one.standard.join() === other.standard.join() && one.own.join('\n') === other.own.join('\n');

/** what may be shared at them. */
export const CONTENTS = ['progression', 'development', 'learning', 'well-being'] as const;
export type Content = (typeof CONTENTS)[number];

/** A time at which something was shared. */
export type Sharing = {
	point: Point;
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
	fixed: readonly Point[],
	today: Day
): Outcome<
	Sharing & { restsOn: Ground },
	| 'absent-without-reason'
	| 'held-in-the-future'
	| 'nothing-chosen'
	| 'not-in-force-then'
	| 'no-such-point'
> {
	if (said.point !== 'another' && !fixed.includes(said.point)) return refused('no-such-point');
	if (said.heldOn > today) return refused('held-in-the-future');
	if (said.contents.length === 0) return refused('nothing-chosen');
	const areThere = said.youngPerson && said.parents;
	if (!areThere && said.absentWhy.trim() === '') return refused('absent-without-reason');
	const restsOn = grounds.find(({ id }) => id === said.ground);
	if (!restsOn || !wasInForce(restsOn, said.heldOn)) return refused('not-in-force-then');
	return done({ ...said, restsOn });
}

/** each fixed time, with when it was held last; null where it was not yet. */
export const heldPoints = (
	held: readonly Pick<Sharing, 'point' | 'heldOn'>[],
	fixed: readonly Point[]
) =>
	fixed.map((point) => ({
		point,
		heldOn:
			held
				.filter((each) => each.point === point)
				.map(({ heldOn }) => heldOn)
				.sort()
				.at(-1) ?? null
	}));
