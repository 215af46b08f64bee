import { expect, test } from 'vitest';
import { bySpan, placeIn, sayPlace } from './my-work.rules.ts';

const spanOf = (dueOn: string | null, today: string) =>
	bySpan([{ dueOn, startsAt: null }], today)[0]!.span;

// 2026-05-04 is a Monday.
test.each([
	['2026-05-03', 'late'],
	['2026-05-04', 'today'],
	['2026-05-05', 'week'],
	['2026-05-10', 'week'],
	['2026-05-11', 'later'],
	[null, 'undated']
] as const)('%s is for %s', (day, span) => {
	expect(spanOf(day, '2026-05-04')).toBe(span);
});

test('on a Sunday the week is over', () => {
	expect(spanOf('2026-05-11', '2026-05-10')).toBe('later');
});

test('only the parts that hold something are shown, the late first', () => {
	const items = ['2026-06-01', null, '2026-05-01'].map((dueOn) => ({ dueOn, startsAt: null }));
	expect(bySpan(items, '2026-05-04').map(({ span }) => span)).toEqual(['late', 'later', 'undated']);
});

test('of a day, what has an hour comes by the clock, and the rest in its order after it', () => {
	const at = (name: string, dueOn: string | null, hour?: string) => ({
		name,
		dueOn,
		startsAt: hour ? new Date(`2026-12-04T${hour}:00Z`) : null
	});
	const items = [
		at('earlier', '2026-12-03'),
		at('afternoon', '2026-12-04', '14:30'),
		at('first task', '2026-12-04'),
		at('noon', '2026-12-04', '12:00'),
		at('second task', '2026-12-04'),
		at('undated', null)
	];
	const names = bySpan(items, '2026-11-27').flatMap(({ items: own }) =>
		own.map(({ name }) => name)
	);
	expect(names).toEqual(['earlier', 'noon', 'afternoon', 'first task', 'second task', 'undated']);
});

test('a place in the list comes back from its address, and nothing else does', () => {
	const subject = '0190a0a0-0000-7000-8000-000000000001';
	for (const place of [
		{ dueOn: '2026-05-04', kind: 'agreement-task', subject },
		{ dueOn: null, kind: 'task', subject }
	])
		expect(placeIn(sayPlace(place))).toEqual(place);
	for (const text of [null, '', 'never~task', `2026-02-30~task~${subject}`, `never~T'~${subject}`])
		expect(placeIn(text)).toBeNull();
});
