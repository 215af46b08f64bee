import { expect, test } from 'vitest';
import { findOverlaps, type Running } from './measure.rules.ts';

const running = (id: string, said: Partial<Running> = {}): Running => ({
	id,
	category: 'housing',
	area: 'general',
	startsOn: '2026-05-01',
	endsOn: '2026-05-31',
	organisation: 'Kommunen',
	...said
});
const TODAY = '2026-05-10';
const overlaps = (one: Partial<Running>, other: Partial<Running>, today = TODAY) =>
	findOverlaps([running('a', one), running('b', other)], today);

test('R-135 a general and a specialised measure at the same time are told, with the days they share', () => {
	expect(
		overlaps({}, { area: 'specialised', category: 'health', startsOn: '2026-05-20', endsOn: null })
	).toEqual([
		{
			kind: 'general-and-specialised',
			one: 'a',
			other: 'b',
			from: '2026-05-20',
			until: '2026-05-31'
		}
	]);
});

test('R-135 two organisations on the same matter at once are told as that, whatever the area', () => {
	for (const area of ['general', 'specialised'] as const)
		expect(overlaps({}, { area, organisation: 'Herberget' })).toMatchObject([
			{ kind: 'same-category', from: '2026-05-01', until: '2026-05-31' }
		]);
});

test('two general measures of one organisation, or on different matters, are nothing to tell of', () => {
	expect(overlaps({}, {})).toEqual([]);
	expect(overlaps({}, { category: 'work', organisation: 'Herberget' })).toEqual([]);
});

test('one shared day is enough, the day after is not', () => {
	const other = { organisation: 'Herberget', endsOn: null };
	expect(overlaps({}, { ...other, startsOn: '2026-05-31' })).toHaveLength(1);
	expect(overlaps({}, { ...other, startsOn: '2026-06-01' })).toEqual([]);
});

test('what is over is told no more; its last day still counts', () => {
	const other = { organisation: 'Herberget' };
	expect(overlaps({}, other, '2026-05-31')).toHaveLength(1);
	expect(overlaps({}, other, '2026-06-01')).toEqual([]);
});

test('without an end it never ends, and without a first day it meets nothing', () => {
	expect(overlaps({ endsOn: null }, { organisation: 'Herberget', endsOn: null })).toMatchObject([
		{ until: null }
	]);
	expect(overlaps({ startsOn: null }, { organisation: 'Herberget' })).toEqual([]);
});

test('they are told in the order in which they begin to meet', () => {
	const found = findOverlaps(
		[
			running('a', { endsOn: null }),
			running('b', { organisation: 'B', startsOn: '2026-07-01', endsOn: null }),
			running('c', { organisation: 'C', startsOn: '2026-06-01', endsOn: null })
		],
		TODAY
	);
	expect(found.map(({ one, other }) => one + other)).toEqual(['ac', 'ab', 'bc']);
});
