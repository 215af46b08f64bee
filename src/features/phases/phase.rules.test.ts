import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import { closePhase, openPhase, PHASES, phasesOf, type Period, type Phase } from './phase.rules.ts';

const TODAY = '2026-05-04';
const period = (phase: Phase, openedOn: string, closedOn: string | null): Period => ({
	id: `${phase} ${openedOn}`,
	phase,
	openedOn,
	closedOn
});

test('R-099 there are five, also where none was ever open', () => {
	expect(phasesOf([]).map(({ phase, open }) => [phase, open])).toEqual(
		PHASES.map((phase) => [phase, null])
	);
});

test('R-100 any is opened whatever the others are, and one that was closed is opened again', () => {
	const anything = fc.array(
		fc
			.tuple(fc.constantFrom(...PHASES), fc.nat(400), fc.option(fc.nat(100)))
			.map(([phase, ago, length]) => {
				const from = addDays(TODAY, -ago);
				return period(phase, from, length === null ? null : addDays(from, length));
			})
	);
	fc.assert(
		fc.property(anything, fc.constantFrom(...PHASES), (periods, phase) => {
			const isOpen = periods.some((each) => each.phase === phase && each.closedOn === null);
			expect(openPhase(periods, phase, TODAY, TODAY).ok).toBe(!isOpen);
			const all = phasesOf(periods);
			expect(all.flatMap(({ periods: own }) => own)).toHaveLength(periods.length);
			expect(all.find((each) => each.phase === phase)!.open !== null).toBe(isOpen);
		})
	);
});

test('it is opened today at the latest, and ends on the day it began at the earliest', () => {
	expect(openPhase([], 3, addDays(TODAY, 1), TODAY)).toMatchObject({ reason: 'phase-day-ahead' });
	const open = period(2, '2026-05-02', null);
	expect(closePhase(open, '2026-05-01', TODAY)).toMatchObject({ reason: 'ends-before-it-starts' });
	expect(closePhase(open, '2026-05-02', TODAY)).toMatchObject({ ok: true });
	expect(closePhase(open, '2026-05-05', TODAY)).toMatchObject({ reason: 'phase-day-ahead' });
});
