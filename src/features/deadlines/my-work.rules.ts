/** What somebody has to do, by day: what is late, what is for today, for this week, and for later. */
import { addDays, isDay, weekdayOf, type Day } from '#values/day.ts';

/** The parts of the list, in their order. */
export const SPANS = ['late', 'today', 'week', 'later', 'undated'] as const;
export type Span = (typeof SPANS)[number];

/**
 * The parts of a page that have something in them, in their order; a week ends on Sunday. Of a day, what has an hour comes first, by the
 * clock.
 */
export function bySpan<Item extends Timed>(items: readonly Item[], today: Day) {
	// asked once for a page: the calendar takes longer than all the rest of it
	const sunday = addDays(today, 7 - weekdayOf(today));
	const parts = Map.groupBy(items.toSorted(byTheClock), ({ dueOn }) =>
		spanOf(dueOn, today, sunday)
	);
	return SPANS.flatMap((span) => {
		const own = parts.get(span);
		return own ? [{ span, items: own }] : [];
	});
}

type Timed = { dueOn: Day | null; startsAt: Date | null };

/** By day, those without one last; of a day by the clock, those without an hour last. */
const byTheClock = (one: Timed, other: Timed): number => {
	const [a, b] = [one, other].map(
		({ dueOn, startsAt }) => `${dueOn ?? 'never'} ${startsAt?.toISOString() ?? 'no hour'}`
	);
	return a === b ? 0 : a! < b! ? -1 : 1;
};

/** Which part of the list a day belongs to, where the week ends on `sunday`. */
function spanOf(dueOn: Day | null, today: Day, sunday: Day): Span {
	if (dueOn === null) return 'undated';
	if (dueOn < today) return 'late';
	if (dueOn === today) return 'today';
	return dueOn <= sunday ? 'week' : 'later';
}

/** The place after which a page of the list begins: the day, the kind and the thing of the last row before it. */
export type WorkPlace = { dueOn: Day | null; kind: string; subject: string };

const PLACE =
	/^(never|\d{4}-\d\d-\d\d)~([a-z-]{1,40})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The place that an address names; anything else is the beginning. */
export function placeIn(text: string | null): WorkPlace | null {
	const [, dueOn, kind, subject] = PLACE.exec(text ?? '') ?? [];
	if (!dueOn || !kind || !subject || (dueOn !== 'never' && !isDay(dueOn))) return null;
	return { dueOn: dueOn === 'never' ? null : dueOn, kind, subject };
}

/** A place as an address names it. */
export const sayPlace = ({ dueOn, kind, subject }: WorkPlace): string =>
	`${dueOn ?? 'never'}~${kind}~${subject}`;
