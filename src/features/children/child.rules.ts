/** What is different where the citizen is under 18. */
import { addMonths, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** The day on which somebody is 18: who was born on 29 February is on the last of February. */
export const adultOn = (birthDate: Day): Day => addMonths(birthDate, 18 * 12);

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
	/** The consent or the law that it rests on. */
	basis: string;
	shared: string;
};

/** the young person and the parents are there, or it is said why not; it has been, and it says what was shared. */
export function shapeSharing(
	said: Sharing,
	today: Day
): Outcome<Sharing, 'absent-without-reason' | 'held-in-the-future' | 'nothing-chosen'> {
	if (said.heldOn > today) return refused('held-in-the-future');
	if (said.contents.length === 0) return refused('nothing-chosen');
	const areThere = said.youngPerson && said.parents;
	if (!areThere && said.absentWhy.trim() === '') return refused('absent-without-reason');
	return done(said);
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

/** an effort that is not the right one is stopped, or goes on otherwise until the child is assessed anew. */
export const COURSES = ['stopped', 'adjusted'] as const;
export type Course = (typeof COURSES)[number];

/** those who are asked, and cannot say yes before the need is assessed for them. */
export const awaitingAssessment = <Asked extends { id: string; isAsked: boolean }>(
	organisations: readonly Asked[],
	assessments: readonly { organisation: string; isVoid: boolean }[]
): Asked[] =>
	organisations.filter(
		({ id, isAsked }) =>
			isAsked && !assessments.some(({ organisation, isVoid }) => organisation === id && !isVoid)
	);
