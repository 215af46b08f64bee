import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import { drawWheel, insteadOf, WHEEL_RADIUS } from './wheel.rules.ts';

test('the year begins at the top and goes round with the clock', () => {
	const { marks } = drawWheel(
		['2026-01-01', '2026-04-02', '2026-07-02', '2026-10-01'],
		2026,
		'2026-05-04'
	);
	expect(marks.map(({ x, y }) => [Math.abs(x) > 20 && x > 0, Math.abs(y) > 20 && y < 0])).toEqual([
		[false, true],
		[true, false],
		[false, false],
		[false, false]
	]);
	expect(marks[2]!.y).toBeGreaterThan(20);
	expect(marks[3]!.x).toBeLessThan(-20);
});

test('each deadline of the year has its number, and lies apart from the others and within the wheel', () => {
	const day = fc.integer({ min: 0, max: 364 }).map((days) => addDays('2026-01-01', days));
	fc.assert(
		fc.property(fc.array(day, { maxLength: 12 }), (days) => {
			const { marks } = drawWheel(days.toSorted(), 2026, '2025-01-01');
			expect(marks.map(({ number }) => number)).toEqual(days.map((_, index) => index + 1));
			for (const { x, y } of marks) expect(Math.hypot(x, y)).toBeLessThan(WHEEL_RADIUS);
			if (days.length <= 6)
				expect(new Set(marks.map(({ x, y }) => `${x} ${y}`)).size).toBe(days.length);
		})
	);
});

test('what lies in another year is not drawn and keeps its number; today is drawn in its own year alone', () => {
	const { marks, today, months } = drawWheel(['2025-12-01', '2026-02-01'], 2026, '2026-05-04');
	expect(marks.map(({ number }) => number)).toEqual([2]);
	expect(today).not.toBeNull();
	expect(months).toHaveLength(12);
	expect(drawWheel([], 2027, '2026-05-04').today).toBeNull();
});

test('R-222 a day of a series that falls on a Sunday or a public holiday is marked, and no other deadline is', () => {
	const today = '2026-11-01';
	expect(insteadOf('agreement-meeting', '2026-11-29', today)).toBe('2026-11-30');
	expect(insteadOf('group-meeting', '2026-12-25', today)).toBe('2026-12-28');
	expect(insteadOf('agreement-frequent-meeting', '2026-12-01', today)).toBeNull();
	// what need not be done on the day itself, and a meeting that was held
	expect(insteadOf('agreement-goal', '2026-11-29', today)).toBeNull();
	expect(insteadOf('group-meeting', '2026-10-25', today)).toBeNull();
});
