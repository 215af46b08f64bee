import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import { drawTimeline, LINE_WIDTH } from './timeline.rules.ts';

const TODAY = '2026-05-16';
const lasting = (id: string, startsOn: string | null, endsOn: string | null) => ({
	id,
	startsOn,
	endsOn
});

test('a month fills the line from its first day to its last', () => {
	const { bars, marks } = drawTimeline([lasting('a', '2026-05-01', '2026-05-31')], TODAY);
	expect(bars).toMatchObject([{ number: 1, x: 0, width: LINE_WIDTH, isOpen: false }]);
	expect(marks).toEqual([{ day: '2026-05-01', x: 0 }]);
});

test('what has no end goes to the edge, which lies past today', () => {
	const { bars, todayX } = drawTimeline([lasting('a', '2026-05-01', null)], TODAY);
	expect(bars[0]).toMatchObject({ x: 0, width: LINE_WIDTH, isOpen: true });
	expect(todayX).toBeLessThan(LINE_WIDTH / 2);
});

test('today is on the line, also where everything is over or lies ahead', () => {
	for (const [start, end] of [
		['2025-01-01', '2025-02-01'],
		['2027-01-01', '2027-02-01']
	] as const) {
		const { todayX, bars } = drawTimeline([lasting('a', start, end)], TODAY);
		for (const x of [todayX, bars[0]!.x, bars[0]!.x + bars[0]!.width])
			expect(x >= 0 && x <= LINE_WIDTH).toBe(true);
	}
});

test('a measure without a first day keeps its number and is not drawn', () => {
	const { bars } = drawTimeline(
		[lasting('a', null, null), lasting('b', '2026-05-03', '2026-05-03')],
		TODAY
	);
	expect(bars).toMatchObject([{ id: 'b', number: 2 }]);
});

test('a day in a line of many years can still be seen, and the months do not crowd', () => {
	const { bars, marks } = drawTimeline(
		[lasting('a', '2024-01-01', null), lasting('b', '2026-05-31', '2026-05-31')],
		TODAY
	);
	expect(bars[1]!.width).toBeGreaterThanOrEqual(4);
	expect(bars[1]!.x + bars[1]!.width).toBeLessThanOrEqual(LINE_WIDTH);
	expect(marks.length).toBeLessThanOrEqual(6);
	expect(marks.length).toBeGreaterThan(2);
});

test('nothing to draw is an empty line', () => {
	expect(drawTimeline([], TODAY).bars).toEqual([]);
});

test('an end or a beginning decades away goes past the edge, and does not press the rest together', () => {
	const { bars, marks } = drawTimeline(
		[
			lasting('a', '1990-01-01', '2026-06-30'),
			lasting('b', '2026-05-01', '2099-12-31'),
			lasting('c', '2026-06-01', '2026-08-31')
		],
		TODAY
	);
	expect(bars).toMatchObject([
		{ x: 0, isFromBefore: true, isOpen: false },
		{ isFromBefore: false, isOpen: true },
		{ isFromBefore: false, isOpen: false }
	]);
	expect(bars[2]!.width).toBeGreaterThan(10);
	expect(marks.length).toBeGreaterThan(2);
});

test('whatever the days are, every bar is on the line and can be seen, and no mark stands on another', () => {
	const days = fc.integer({ min: -40_000, max: 40_000 }).map((off) => addDays(TODAY, off));
	const measure = fc
		.tuple(days, fc.option(fc.nat(30_000)))
		.map(([start, length]) => lasting('x', start, length === null ? null : addDays(start, length)));
	fc.assert(
		fc.property(fc.array(measure, { maxLength: 6 }), (measures) => {
			const { bars, marks, todayX } = drawTimeline(measures, TODAY);
			expect(bars).toHaveLength(measures.length);
			for (const { x, width } of bars) {
				expect(x).toBeGreaterThanOrEqual(0);
				expect(width).toBeGreaterThanOrEqual(4);
				expect(x + width).toBeLessThanOrEqual(LINE_WIDTH + 0.11);
			}
			expect(todayX >= 0 && todayX <= LINE_WIDTH).toBe(true);
			for (const [index, { x }] of marks.slice(1).entries())
				expect(x - marks[index]!.x).toBeGreaterThan(50);
		})
	);
});
