/**
 * The people around a citizen, private and professional, and whom of them to involve when: only those to whom the citizen
 * has said yes.
 */
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

export const SIDES = ['private', 'professional'] as const;
export type Side = (typeof SIDES)[number];

/** How close somebody is, the closest first. */
export const CLOSENESS = [1, 2, 3] as const;
export type Closeness = (typeof CLOSENESS)[number];

/** the citizen's answer about involving somebody: now, when something happens, not, or nobody has asked yet. */
export const INVOLVEMENT = ['yes', 'later', 'no', 'not-asked'] as const;
export type Involvement = (typeof INVOLVEMENT)[number];

/** People on one map: more do not fit into anybody's head, nor on paper. */
export const MOST_RELATIONS = 60;

/** Somebody around the citizen. */
export type Relation = {
	side: Side;
	name: string;
	/** Who they are to the citizen. */
	relation: string;
	closeness: Closeness;
	involve: Involvement;
	/** When, where the answer is `later`. */
	involveWhen: string;
	/** The day the citizen said yes; null where the citizen has not. */
	agreedOn: Day | null;
	/** How to reach them; empty where the citizen has not said yes. */
	contact: string;
};

export type RelationRefusal = 'yes-without-day' | 'yes-in-the-future' | 'later-without-when';

/** Whether the citizen has said yes to involving them, now or later. */
export const hasYes = ({ involve }: Pick<Relation, 'involve'>): boolean =>
	involve === 'yes' || involve === 'later';

/** whether somebody may be reached today: the citizen has said yes, and to more than later. */
export const mayBeReached = ({ involve, agreedOn }: Relation, today: Day): boolean =>
	involve === 'yes' && agreedOn !== null && agreedOn <= today;

/**
 * who of those `named` stands on the map and may not be reached today. A guest is on a list by name alone, so the name decides,
 * in any case and with any spaces; of two on the map with one name, either one's yes is enough.
 */
export function withoutYes(
	named: readonly string[],
	map: readonly Relation[],
	today: Day
): string[] {
	const saidYes = new Set(
		map.filter((each) => mayBeReached(each, today)).map(({ name }) => fold(name))
	);
	const onMap = new Set(map.map(({ name }) => fold(name)));
	return named.filter((name) => onMap.has(fold(name)) && !saidYes.has(fold(name)));
}

/** The same name, whatever its spaces, hyphens, case and signs that nobody sees; the database folds likewise (1340). */
const fold = (name: string) =>
	name
		.normalize('NFKC')
		.replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, '')
		.replace(/[\s\p{Pd}]+/gu, ' ')
		.trim()
		.toLocaleLowerCase('da');

/**
 * What is kept of somebody. Without the citizen's yes there is no day of it and no way to reach them. The citizen's own
 * yes is of `today`, or of the day it was given before; who writes for the citizen says when it was.
 * @param before what stands now; null for somebody new
 */
export function shapeRelation(
	said: Relation,
	by: 'citizen' | 'tovholder',
	today: Day,
	before: Relation | null = null
): Outcome<Relation, RelationRefusal> {
	if (said.involve === 'later' && said.involveWhen.trim() === '')
		return refused('later-without-when');
	if (!hasYes(said)) return done({ ...said, involveWhen: '', agreedOn: null, contact: '' });
	const agreedOn =
		by === 'tovholder' ? said.agreedOn : before && hasYes(before) ? before.agreedOn : today;
	if (agreedOn === null) return refused('yes-without-day');
	if (agreedOn > today) return refused('yes-in-the-future');
	return done({ ...said, agreedOn });
}

/** Whether a yes is taken back: whoever has counted on it must hear. */
export const isTakenBack = (before: Relation, after: Relation): boolean =>
	hasYes(before) && !hasYes(after);

/** What a form shows of somebody, by the names of its inputs. */
export const asTyped = (relation: Relation) => ({
	side: relation.side,
	name: relation.name,
	relation: relation.relation,
	closeness: String(relation.closeness),
	involve: relation.involve,
	involveWhen: relation.involveWhen,
	agreedOn: relation.agreedOn ?? '',
	contact: relation.contact
});
