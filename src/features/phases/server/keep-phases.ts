/** Which phases a pathway is in, said by whoever holds the threads; and what the municipality calls them. */
import type { Acting } from '#server/acting.ts';
import { record, recordPathway } from '#server/audit.queries.ts';
import type { Day } from '#values/day.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { closePhase, openPhase, type Phase } from '../phase.rules.ts';
import {
	endPeriod,
	findPhaseNames,
	findPhases,
	insertPeriod,
	writePhaseNames,
	type PeriodShown,
	type PhasePlace
} from './phase.queries.ts';

type Refusal =
	| 'not-there'
	| 'pathway-closed'
	| 'phase-is-open'
	| 'phase-day-ahead'
	| 'ends-before-it-starts';

/** Opens a phase, whatever the others are. The same form sent twice opens it once. */
export async function beginPhase(
	acting: Acting,
	pathway: string,
	id: string,
	phase: Phase,
	on: Day
): Promise<Outcome<true, Refusal>> {
	const place = await findPlace(acting, pathway);
	if (!place.ok) return place;
	const { periods } = place.value;
	if (periods.some((each) => each.id === id)) return done(true);
	const may = openPhase(periods, phase, on, acting.today);
	if (!may.ok) return may;
	if ((await acting.run(insertPeriod(pathway, id, phase, on, acting.visitor.name))) === 0)
		return refused('phase-is-open');
	await acting.run(recordPathway('phase.opened', pathway, id));
	return done(true);
}

/** Ends a time in which a phase was open, based on `version`; the phase may be opened again. */
export async function endPhase(
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	on: Day
): Promise<Outcome<true, Refusal> | Stale<PeriodShown>> {
	const place = await findPlace(acting, pathway);
	if (!place.ok) return place;
	const period = place.value.periods.find((each) => each.id === id);
	if (!period) return refused('not-there');
	if (period.closedOn === on) return done(true);
	const may = closePhase(period, on, acting.today);
	if (!may.ok) return may;
	if ((await acting.run(endPeriod(pathway, id, version, on, acting.visitor.name))) === 0)
		return stale(period);
	await acting.run(recordPathway('phase.closed', pathway, id));
	return done(true);
}

/** Names as they are kept. */
export type KeptNames = { names: string[]; version: number; by: string; at: Date };

/** Gives the five phases names of the municipality's own, based on `version`. Who may is the policy's affair. */
export async function renamePhases(
	acting: Acting,
	version: number,
	names: string[]
): Promise<Outcome<true, 'not-there'> | Stale<KeptNames>> {
	const before = await acting.first(findPhaseNames());
	if (before && JSON.stringify(before.names) === JSON.stringify(names)) return done(true);
	const written = await acting.run(writePhaseNames(version, names, acting.visitor.name));
	if (written === 0) {
		const now = await acting.first(findPhaseNames());
		return now ? stale(now) : refused('not-there');
	}
	await acting.run(record('phases.renamed', null));
	return done(true);
}

async function findPlace(
	acting: Acting,
	pathway: string
): Promise<Outcome<PhasePlace, 'not-there' | 'pathway-closed'>> {
	const place = await acting.first(findPhases(pathway));
	if (!place?.isHeld) return refused('not-there');
	return place.isOpen ? done(place) : refused('pathway-closed');
}
