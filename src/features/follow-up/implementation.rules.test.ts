import fc from 'fast-check';
import { expect, test } from 'vitest';
import { showFollowUp, type Counts } from './follow-up.rules.ts';
import { writeSteps } from './say-implementation.ts';
import { SMALLEST_SHOWN } from './hiding.rules.ts';
import { countReached, STEPS, stepsOf, type Facts } from './implementation.rules.ts';

const TODAY = '2026-05-04';
const nothing: Facts = {
	collaborations: 0,
	begun: false,
	inForceOn: null,
	isCurrent: false,
	partners: 0,
	partnersRead: 0,
	activities: 0,
	activitiesDone: 0,
	goalsReached: 0,
	pool: 0,
	agreements: 0
};
const counts = (pathways: number): Counts => ({
	id: 'c',
	name: 'Hjem',
	frameworkCurrent: true,
	takenOn: '2026-05-01',
	inTime: pathways,
	late: 0,
	undecided: 0,
	consented: pathways,
	unconsented: 0,
	closed: 0,
	meetingsHeld: 0,
	tasksInTime: 0,
	tasksLate: 0,
	homelessness: 0,
	substanceUse: 0,
	employment: 0,
	families: 0,
	youth: 0,
	arrived: 0,
	arrivedReached: 0
});
const stateOf = (facts: Partial<Facts>, pathways: number | null = null) =>
	Object.fromEntries(
		stepsOf(
			{ ...nothing, ...facts },
			pathways === null ? null : showFollowUp([counts(pathways)]).at(-1)!.numbers
		).map(({ step, state }) => [step, state])
	);

test('R-058 a municipality that has not begun has reached no step', () => {
	const steps = stepsOf(nothing, null);
	expect(steps.map(({ step }) => step)).toEqual([...STEPS]);
	expect(countReached(steps)).toBe(0);
});

test('R-058 each step is reached by what it says', () => {
	expect(stateOf({ collaborations: 1 })).toMatchObject({ collaboration: 'reached' });
	expect(stateOf({ begun: true })).toMatchObject({
		'framework-begun': 'reached',
		'framework-in-force': 'not-reached'
	});
	expect(stateOf({ inForceOn: TODAY, isCurrent: true })).toMatchObject({
		'framework-in-force': 'reached',
		'framework-current': 'reached'
	});
	expect(stateOf({ inForceOn: '2025-01-01', isCurrent: false })).toMatchObject({
		'framework-current': 'not-reached'
	});
	expect(stateOf({ partners: 3, partnersRead: 2 })['partners-know']).toBe('not-reached');
	expect(stateOf({ partners: 3, partnersRead: 3 })['partners-know']).toBe('reached');
	expect(stateOf({ goalsReached: 5 }).goals).toBe('not-reached');
	expect(stateOf({ goalsReached: 6 }).goals).toBe('reached');
	expect(stateOf({ pool: 1, agreements: 1, activities: 1 })).toMatchObject({
		pool: 'reached',
		agreements: 'reached',
		'action-plan': 'reached'
	});
});

test('L-13 of fewer pathways than may be told nothing is told, not even whether there are any', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 40 }), (pathways) => {
			const shown = stateOf({}, pathways);
			// A few more than that may be hidden too, where they could be worked out from what is beside them.
			const may = pathways < 2 * SMALLEST_SHOWN ? ['hidden', 'reached'] : ['reached'];
			expect(pathways < SMALLEST_SHOWN ? ['hidden'] : may).toContain(shown.pathways);
		})
	);
	expect(stateOf({}, 0)).toEqual(stateOf({}, SMALLEST_SHOWN - 1));
});

test('R-058 what a step tells of pathways is of the day on which they were counted, in the spreadsheet too', () => {
	const rows = writeSteps(
		[
			{ step: 'collaboration', state: 'reached', count: 2, of: null },
			{ step: 'in-time', state: 'reached', count: 20, of: 35 }
		],
		'2026-05-01'
	).split('\r\n');
	expect(rows.map((row) => row.includes('2026-05-01'))).toEqual([false, false, true, false]);
	expect(rows[2]).toMatch(/;"20";"35";"2026-05-01"$/);
});
