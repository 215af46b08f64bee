/** Where measures meet in time. */
import type { Category } from '#features/pathways/category.rules.ts';
import type { Area } from '#features/pathways/entry.rules.ts';
import { laterOf, type Day } from '#values/day.ts';

/** The most measures that one page draws. */
export const MOST_MEASURES = 100;

/** What is asked of a measure to see whether it meets another. */
export type Running = {
	id: string;
	category: Category;
	area: Area;
	startsOn: Day | null;
	endsOn: Day | null;
	/** Whoever does it, by name: the same organisation twice is one that coordinates itself. */
	organisation: string;
};

/** Why two measures at the same time are worth a word: a general beside a specialised one, or two on the same matter. */
export type OverlapKind = 'general-and-specialised' | 'same-category';

export type Overlap = {
	kind: OverlapKind;
	one: string;
	other: string;
	from: Day;
	/** null where neither has an end. */
	until: Day | null;
};

/**
 * Where measures meet: two of the same category by two organisations, or a general and a specialised one, with at least a day in
 * common. Only what runs on `today` or later is told, for what is over can be coordinated no more. A measure without a first
 * day meets nothing. In the order of the first day they share.
 */
export function findOverlaps(measures: readonly Running[], today: Day): Overlap[] {
	const found: Overlap[] = [];
	for (const [place, one] of measures.entries())
		for (const other of measures.slice(place + 1)) {
			const kind = kindOf(one, other);
			const shared = kind && daysShared(one, other);
			if (kind && shared && (shared.until === null || shared.until >= today))
				found.push({ kind, one: one.id, other: other.id, ...shared });
		}
	return found.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

function kindOf(one: Running, other: Running): OverlapKind | null {
	if (one.category === other.category && one.organisation !== other.organisation)
		return 'same-category';
	return one.area !== other.area ? 'general-and-specialised' : null;
}

function daysShared(one: Running, other: Running): { from: Day; until: Day | null } | null {
	if (one.startsOn === null || other.startsOn === null) return null;
	const from = laterOf(one.startsOn, other.startsOn);
	const ends = [one.endsOn, other.endsOn].filter((day) => day !== null).sort();
	const until = ends[0] ?? null;
	return until !== null && until < from ? null : { from, until };
}
