import { expect, test } from 'vitest';
import { findOverlaps, shapeMeasure, type Measure, type Running } from './measure.rules.ts';

const HOME = 'home';
const MENTOR: Measure = {
	title: 'Mentor',
	body: 'En, der går med.',
	area: 'general',
	goal: 'Beholde sin bolig',
	startsOn: '2026-05-01',
	endsOn: '2026-05-31',
	doneBy: HOME,
	contact: ''
};

test('R-135 a measure ends on its first day at the earliest, or has no end yet', () => {
	const ending = (endsOn: string | null) => shapeMeasure({ ...MENTOR, endsOn }, [HOME]);
	expect(ending('2026-04-30')).toEqual({ ok: false, reason: 'ends-before-it-starts' });
	expect(ending('2026-05-01')).toMatchObject({ ok: true });
	expect(ending(null)).toMatchObject({ ok: true });
});

test('a measure is done by an organisation on the pathway, or by the one that did it before', () => {
	expect(shapeMeasure(MENTOR, ['other'])).toEqual({ ok: false, reason: 'not-involved' });
	expect(shapeMeasure(MENTOR, ['other'], HOME)).toMatchObject({ ok: true });
	expect(shapeMeasure(MENTOR, ['other'], 'third')).toMatchObject({ ok: false });
});

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

test('of a measure of which nobody has written who does it, it is not said that another does the same', () => {
	expect(overlaps({}, { organisation: null })).toEqual([]);
	expect(overlaps({ organisation: null }, { organisation: null })).toEqual([]);
	expect(overlaps({}, { organisation: null, area: 'specialised' })).toMatchObject([
		{ kind: 'general-and-specialised' }
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
