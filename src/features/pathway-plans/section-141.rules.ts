/**
 * The plan as an action plan after serviceloven § 141 (L-18): what the law asks of it, in the order of the law. None of it has to be
 * said for a plan to be laid down; what is missing is shown.
 */
import type { Day } from '#values/day.ts';

/** The other matters that the law names, and what stands beside them. */
export const MATTERS = [
	'housing',
	'employment',
	'personalHelp',
	'treatment',
	'aids',
	'otherMatters'
] as const;
export type Matter = (typeof MATTERS)[number];

/** What an edition says for the law, besides its purpose and what is done; each is empty where nothing is said. */
export type SaidForTheLaw = { duration: string } & Record<Matter, string>;

/** What an edition says for the law, of all it says; nothing where there is no edition. */
export const saidForTheLaw = (plan: SaidForTheLaw | undefined): SaidForTheLaw => ({
	duration: plan?.duration ?? '',
	housing: plan?.housing ?? '',
	employment: plan?.employment ?? '',
	personalHelp: plan?.personalHelp ?? '',
	treatment: plan?.treatment ?? '',
	aids: plan?.aids ?? '',
	otherMatters: plan?.otherMatters ?? ''
});

/** The matters of which something is said. */
export const mattersOf = (plan: SaidForTheLaw): Matter[] =>
	MATTERS.filter((each) => plan[each].trim() !== '');

/** The parts of § 141 that an edition does not say yet; its purpose and what is done are never missing. */
export function missingParts(plan: SaidForTheLaw): ('duration' | 'matters')[] {
	return [
		...(plan.duration.trim() === '' ? (['duration'] as const) : []),
		...(mattersOf(plan).length === 0 ? (['matters'] as const) : [])
	];
}

/** Until when the measures run: the last day of any, and how many have none. Null where there is no measure. */
export function measuresRun(
	measures: readonly { endsOn: Day | null }[]
): { until: Day | null; withoutEnd: number } | null {
	if (measures.length === 0) return null;
	const ends = measures.flatMap(({ endsOn }) => (endsOn === null ? [] : [endsOn])).sort();
	return { until: ends.at(-1) ?? null, withoutEnd: measures.length - ends.length };
}
