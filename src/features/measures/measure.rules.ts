/** What a measure is, and where measures meet in time. */
import type { Category } from '#features/pathways/category.rules.ts';
import type { Area } from '#features/pathways/entry.rules.ts';
import { laterOf, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** What is said of a measure. The name and what it is are written so that the citizen can read them. */
export type Measure = {
	title: string;
	body: string;
	area: Area;
	/** What it is to lead to; empty while it is not said. */
	goal: string;
	startsOn: Day;
	/** null while no end is set. */
	endsOn: Day | null;
	/** The organisation that does it. */
	doneBy: string;
	/** Who is asked about it, and how. */
	contact: string;
};

export type MeasureRefusal = 'ends-before-it-starts' | 'not-involved';

/**
 * A measure as it may be kept. Whoever does it is on the pathway (`involved`), or did it `before` and has left since: what
 * is over keeps its name.
 */
export function shapeMeasure(
	said: Measure,
	involved: readonly string[],
	before: string | null = null
): Outcome<Measure, MeasureRefusal> {
	if (said.endsOn !== null && said.endsOn < said.startsOn) return refused('ends-before-it-starts');
	if (!involved.includes(said.doneBy) && said.doneBy !== before) return refused('not-involved');
	return done(said);
}

/** What a form shows of a measure, by the names of its inputs. */
export const asTyped = (measure: {
	[Part in keyof Measure]: Measure[Part] | (Part extends 'startsOn' | 'doneBy' ? null : never);
}) => ({
	title: measure.title,
	body: measure.body,
	area: measure.area as string,
	goal: measure.goal,
	startsOn: measure.startsOn ?? '',
	endsOn: measure.endsOn ?? '',
	doneBy: measure.doneBy ?? '',
	contact: measure.contact
});

/** The most measures that one page draws. */
export const MOST_MEASURES = 100;

/** What is asked of a measure to see whether it meets another. */
export type Running = {
	id: string;
	category: Category;
	area: Area;
	startsOn: Day | null;
	endsOn: Day | null;
	/** Whoever does it, by name: the same organisation twice is one that coordinates itself. null where nobody has written it. */
	organisation: string | null;
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
	const areTwo =
		one.organisation !== null &&
		other.organisation !== null &&
		one.organisation !== other.organisation;
	if (areTwo && one.category === other.category) return 'same-category';
	return one.area !== other.area ? 'general-and-specialised' : null;
}

function daysShared(one: Running, other: Running): { from: Day; until: Day | null } | null {
	if (one.startsOn === null || other.startsOn === null) return null;
	const from = laterOf(one.startsOn, other.startsOn);
	const ends = [one.endsOn, other.endsOn].filter((day) => day !== null).sort();
	const until = ends[0] ?? null;
	return until !== null && until < from ? null : { from, until };
}
