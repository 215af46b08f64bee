import { expect, test } from 'vitest';
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
		[lasting('a', '2006-01-01', null), lasting('b', '2026-05-31', '2026-05-31')],
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
