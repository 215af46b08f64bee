/** The five phases of a pathway: several open at once, in any order, opened again; nothing waits for them. */
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

export const PHASES = [1, 2, 3, 4, 5] as const;
export type Phase = (typeof PHASES)[number];

/** A time in which a phase was open. */
export type Period = {
	id: string;
	phase: Phase;
	openedOn: Day;
	/** null while it is open. */
	closedOn: Day | null;
};

/** A phase as a whole: each time it was open, the first first. */
export type PhaseTimes<Each extends Period> = { phase: Phase; periods: Each[]; open: Each | null };

/** The five of them, also those that never were open. */
export const phasesOf = <Each extends Period>(periods: readonly Each[]): PhaseTimes<Each>[] =>
	PHASES.map((phase) => {
		const own = periods
			.filter((each) => each.phase === phase)
			.sort((one, other) => (one.openedOn < other.openedOn ? -1 : 1));
		return { phase, periods: own, open: own.find(({ closedOn }) => closedOn === null) ?? null };
	});

/** Whether a phase may be opened on a day: it is not open already, and the day is not ahead. No other phase is asked. */
export function openPhase(
	periods: readonly Period[],
	phase: Phase,
	on: Day,
	today: Day
): Outcome<true, 'phase-is-open' | 'phase-day-ahead'> {
	if (periods.some((each) => each.phase === phase && each.closedOn === null))
		return refused('phase-is-open');
	return on > today ? refused('phase-day-ahead') : done(true);
}

/** Whether a time ends on a day: not before it began, and not ahead. */
export function closePhase(
	period: Period,
	on: Day,
	today: Day
): Outcome<true, 'ends-before-it-starts' | 'phase-day-ahead'> {
	if (on < period.openedOn) return refused('ends-before-it-starts');
	return on > today ? refused('phase-day-ahead') : done(true);
}
