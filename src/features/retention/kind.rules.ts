/**
 * L-12, L-11: how long is kept, kind by kind, and who says so. The municipality's data protection officer says it for all; an organisation says it
 * for what it is responsible for itself. The database decides who may; here is what can be set.
 */
import { done, refused, type Outcome } from '#values/outcome.ts';
import { LONGEST_MONTHS, SHORTEST_MONTHS } from './retention.rules.ts';

/** The kinds that have a time of their own, besides the whole pathway, in the order of a page. */
export const KINDS = [
	'need',
	'part',
	'group-meeting',
	'doubt',
	'child-role',
	'notice',
	'log'
] as const;
export type Kind = (typeof KINDS)[number];

/** What an organisation is responsible for itself, and so says itself: of everything else the municipality is. */
export const ORGANISATIONS_OWN: readonly Kind[] = ['part', 'doubt', 'child-role'];

/**
 * The shortest time that can be set, in months. Citizens ask who has looked, and a steering group what it decided last year: that is kept two
 * years at least.
 */
export const shortestOf = (kind: Kind): number =>
	kind === 'log' || kind === 'group-meeting' ? 24 : SHORTEST_MONTHS;

/** What goes with the pathway at the latest: a longer time of its own would say nothing. */
const WITH_THE_PATHWAY: readonly Kind[] = ['need', 'part'];
/** Whether a time of a kind would outlive the whole pathway that it belongs to; `whole` in months, null where nobody has said. */
export const outlives = (kind: Kind, months: number, whole: number | null): boolean =>
	WITH_THE_PATHWAY.includes(kind) && whole !== null && months > whole;

export type TimeRefusal = 'months-not-a-number' | 'kept-too-short';

/** A time as it was typed, in months; nothing typed: none of its own. */
export function weighTime(kind: Kind, typed: string): Outcome<number | null, TimeRefusal> {
	if (typed.trim() === '') return done(null);
	const months = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
	if (months < SHORTEST_MONTHS || months > LONGEST_MONTHS) return refused('months-not-a-number');
	return months < shortestOf(kind) ? refused('kept-too-short') : done(months);
}

/** Which time holds for a kind: one's own, or the one for all; null where nothing goes by itself. */
export const timeThatHolds = ({
	months,
	usual
}: {
	months: number | null;
	usual: number | null;
}): { months: number; whose: 'own' | 'municipality' } | null =>
	months !== null
		? { months, whose: 'own' }
		: usual !== null
			? { months: usual, whose: 'municipality' }
			: null;
