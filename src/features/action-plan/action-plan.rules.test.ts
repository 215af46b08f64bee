import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import {
	checkOccurrence,
	countTimes,
	expectedDays,
	flagsOf,
	GOALS,
	goalsWithout,
	isLate,
	moveTo,
	shapeTiming,
	STANDINGS,
	type Goal,
	type Standing,
	type Timing
} from './action-plan.rules.ts';
import { drawnIn, shareOf, yearsOf } from './timeline.rules.ts';

const TODAY = '2026-05-04';
const quarterly: Timing = { kind: 'yearly', from: '2026-01-01', until: null, times: 4 };

test('R-050 there are six goals, in the order of the model', () => {
	expect(GOALS).toEqual([
		'citizen-takes-part',
		'easy-to-know',
		'clear-ways',
		'one-responsible',
		'shared-view',
		'right-people'
	]);
});

test('R-176 “when” is a day, a period or so many times a year; what the kind has no use for is left out', () => {
	const typed = { from: TODAY, until: '2026-06-01', times: 4 };
	expect(shapeTiming({ timing: 'day', ...typed })).toEqual({
		ok: true,
		value: { kind: 'day', from: TODAY }
	});
	expect(shapeTiming({ timing: 'period', ...typed })).toEqual({
		ok: true,
		value: { kind: 'period', from: TODAY, until: '2026-06-01' }
	});
	expect(shapeTiming({ timing: 'yearly', ...typed, until: null })).toEqual({
		ok: true,
		value: { kind: 'yearly', from: TODAY, until: null, times: 4 }
	});
	expect(shapeTiming({ timing: 'period', ...typed, until: null })).toMatchObject({
		reason: 'until-missing'
	});
	expect(shapeTiming({ timing: 'period', ...typed, until: addDays(TODAY, -1) })).toMatchObject({
		reason: 'until-before-from'
	});
	expect(shapeTiming({ timing: 'period', ...typed, until: TODAY }).ok).toBe(true);
	expect(shapeTiming({ timing: 'yearly', ...typed, times: null })).toMatchObject({
		reason: 'times-missing'
	});
});

test('R-176 four times a year is four expected times in a calendar year, each due at the end of its quarter', () => {
	expect(expectedDays(quarterly, 2026)).toEqual([
		'2026-04-01',
		'2026-07-02',
		'2026-10-01',
		'2026-12-31'
	]);
	expect(expectedDays({ ...quarterly, from: '2026-07-03' }, 2026)).toHaveLength(2);
	expect(expectedDays({ ...quarterly, from: '2026-07-03' }, 2027)).toHaveLength(4);
	expect(expectedDays({ ...quarterly, until: '2026-10-01' }, 2026)).toHaveLength(3);
	expect(expectedDays({ ...quarterly, until: '2026-10-01' }, 2027)).toEqual([]);
	expect(expectedDays({ kind: 'day', from: TODAY }, 2026)).toEqual([]);
});

test('R-176 a whole year has as many expected times as were promised, all of them in it, none twice', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 52 }),
			fc.integer({ min: 2020, max: 2060 }),
			(times, year) => {
				const days = expectedDays({ kind: 'yearly', from: '2000-01-01', until: null, times }, year);
				expect(new Set(days).size).toBe(times);
				expect(days.every((day) => day.startsWith(`${year}-`))).toBe(true);
				expect(days.at(-1)).toBe(`${year}-12-31`);
			}
		)
	);
});

test('R-176 what was held is counted for its year', () => {
	const held = ['2025-12-30', '2026-02-01', '2026-03-01'];
	expect(countTimes(quarterly, held, TODAY)).toEqual({ year: 2026, expected: 4, due: 1, held: 2 });
});

test('R-073 late is what is over and not done, or was held too few times', () => {
	const at = (timing: Timing, standing: Standing = 'planned', held: string[] = []) =>
		isLate({ standing, timing, held }, TODAY);
	expect(at({ kind: 'day', from: addDays(TODAY, -1) })).toBe(true);
	expect(at({ kind: 'day', from: TODAY })).toBe(false);
	expect(at({ kind: 'period', from: '2026-01-01', until: addDays(TODAY, -1) })).toBe(true);
	expect(at({ kind: 'period', from: '2026-01-01', until: TODAY })).toBe(false);
	expect(at(quarterly)).toBe(true);
	expect(at(quarterly, 'under-way', ['2026-03-01'])).toBe(false);
	for (const standing of ['proposed', 'done', 'dropped'] as const)
		expect(at({ kind: 'day', from: '2026-01-01' }, standing)).toBe(false);
});

test('R-175 the goals without an activity are told; what is proposed or dropped is none', () => {
	const one = (goal: Goal, standing: Standing) => ({ goals: [goal], standing });
	expect(goalsWithout([])).toEqual(GOALS);
	expect(
		goalsWithout([
			one('clear-ways', 'planned'),
			one('shared-view', 'done'),
			one('right-people', 'proposed'),
			one('easy-to-know', 'dropped')
		])
	).toEqual(['citizen-takes-part', 'easy-to-know', 'one-responsible', 'right-people']);
});

test('R-073 a plan with nothing on it is no plan', () => {
	const activity = { timing: { kind: 'day', from: TODAY } as const, held: [], goals: [] };
	expect(flagsOf([], TODAY)).toEqual({ noPlan: true, late: 0 });
	expect(flagsOf([{ ...activity, standing: 'proposed' }], TODAY)).toEqual({
		noPlan: true,
		late: 0
	});
	expect(flagsOf([{ ...activity, standing: 'planned' }], addDays(TODAY, 1))).toEqual({
		noPlan: false,
		late: 1
	});
});

test('R-173 only whoever decides takes an activity onto the plan or off it; who answers for it says how it goes', () => {
	const decides = { decides: true, takesPart: true, answersFor: false };
	const answers = { decides: false, takesPart: false, answersFor: true };
	const takesPart = { decides: false, takesPart: true, answersFor: false };
	for (const from of STANDINGS)
		for (const to of STANDINGS) {
			expect(moveTo(decides, from, to).ok).toBe(to !== 'proposed');
			expect(moveTo(takesPart, from, to).ok).toBe(false);
			const isOnPlan = (each: Standing) => each !== 'proposed' && each !== 'dropped';
			expect(moveTo(answers, from, to).ok).toBe(isOnPlan(from) && isOnPlan(to));
		}
});

test('the drawing keeps within its year', () => {
	expect(shareOf('2025-05-05', 2026)).toBe(0);
	expect(shareOf('2027-05-05', 2026)).toBe(1);
	expect(drawnIn(2026, { kind: 'day', from: '2027-01-01' }, [])).toBeNull();
	expect(drawnIn(2026, { kind: 'day', from: '2026-01-01' }, [])).toEqual({
		from: 0,
		until: 0,
		points: [{ at: 0, isHeld: false }]
	});
	expect(drawnIn(2026, { kind: 'day', from: '2026-03-01' }, [], true)?.points[0]?.isHeld).toBe(
		true
	);
	const drawn = drawnIn(2026, quarterly, ['2026-02-01', '2025-02-01']);
	expect(drawn?.points.map(({ isHeld }) => isHeld)).toEqual([true, false, false, false]);
	expect(drawn?.until).toBeGreaterThan(0.99);
});

test('the years are those of the plan, and this one', () => {
	expect(yearsOf([], TODAY)).toEqual([2026]);
	expect(yearsOf([quarterly], TODAY)).toEqual([2026, 2027]);
	expect(yearsOf([{ kind: 'period', from: '2025-12-01', until: '2028-01-01' }], TODAY)).toEqual([
		2025, 2026, 2027, 2028
	]);
});

test('R-176 a time counts once a day, from the day the activity begins to its last', () => {
	const timing = { kind: 'yearly', from: '2026-02-01', until: '2026-04-30', times: 4 } as const;
	const check = (on: string, held: string[] = []) => {
		const may = checkOccurrence(on, timing, held, '2026-05-04');
		return may.ok ? 'counts' : may.reason;
	};
	expect(check('2026-02-01')).toBe('counts');
	expect(check('2026-04-30', ['2026-04-29'])).toBe('counts');
	expect(check('2026-04-30', ['2026-04-30'])).toBe('held-that-day');
	expect(check('2026-01-31')).toBe('before-the-activity');
	expect(check('2025-03-01')).toBe('before-the-activity');
	expect(check('2026-05-01')).toBe('after-the-activity');
	expect(check('2026-05-05')).toBe('in-the-future');
	// What was written down before that was so is counted so too.
	expect(
		countTimes(timing, ['2025-03-01', '2026-01-31', '2026-03-01', '2026-03-01'], '2026-05-04').held
	).toBe(1);
	expect(checkOccurrence('2026-05-04', { ...timing, until: null }, [], '2026-05-04').ok).toBe(true);
});
