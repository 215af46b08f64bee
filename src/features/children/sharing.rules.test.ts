import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import {
	FIXED_POINTS,
	fixedPoints,
	type Ground,
	heldPoints,
	shapeSetting,
	shapeSharing,
	SHARING_POINTS
} from './sharing.rules.ts';

const TODAY = '2026-05-04';

const TALK = {
	point: 'referral',
	heldOn: TODAY,
	youngPerson: true,
	parents: true,
	absentWhy: '',
	contents: ['well-being'],
	ground: 'one',
	shared: 'Det går bedre'
} as const;
const ONE: Ground = {
	id: 'one',
	kind: 'consent',
	number: 1,
	from: '2026-01-01',
	until: '2026-12-31',
	endedOn: null
};
const shape = (said: object, ground: Partial<Ground> = {}) =>
	shapeSharing(
		{ ...TALK, contents: ['well-being'], ...said },
		[{ ...ONE, ...ground }],
		FIXED_POINTS,
		TODAY
	);

test('R-229 the young person and the parents are there, or it says why not', () => {
	expect(shape({})).toMatchObject({ ok: true });
	for (const absent of [{ youngPerson: false }, { parents: false }]) {
		expect(shape(absent)).toEqual({ ok: false, reason: 'absent-without-reason' });
		expect(shape({ ...absent, absentWhy: 'Ville ikke' })).toMatchObject({ ok: true });
	}
	// Nothing that was typed is lost.
	expect(shape({ absentWhy: 'x' })).toMatchObject({ value: { absentWhy: 'x' } });
});

test('R-224 something is chosen to share, at a time that has been', () => {
	expect(shape({ contents: [] })).toEqual({ ok: false, reason: 'nothing-chosen' });
	expect(shape({ heldOn: '2026-05-05' })).toEqual({ ok: false, reason: 'held-in-the-future' });
});

test('R-224 it rests on something registered that was in force on the day', () => {
	const refused = { ok: false, reason: 'not-in-force-then' };
	expect(shape({ ground: 'two' })).toEqual(refused);
	expect(shape({ ground: '' })).toEqual(refused);
	expect(shape({}, { until: '2026-05-03' })).toEqual(refused);
	expect(shape({}, { from: '2026-05-05' })).toEqual(refused);
	expect(shape({}, { endedOn: '2026-05-03' })).toEqual(refused);
	// The day on which it was taken back, and its last, are days too.
	expect(shape({}, { endedOn: TODAY, until: TODAY })).toMatchObject({
		value: { restsOn: { number: 1 } }
	});
});

test('R-228 the three fixed times each say when they were held last', () => {
	expect(heldPoints([], FIXED_POINTS).map(({ point, heldOn }) => [point, heldOn])).toEqual(
		FIXED_POINTS.map((point) => [point, null])
	);
	const times = fc.array(
		fc.record({
			point: fc.constantFrom(...SHARING_POINTS),
			heldOn: fc.integer({ min: -3000, max: 0 }).map((off) => addDays(TODAY, off))
		})
	);
	fc.assert(
		fc.property(times, (held) => {
			for (const { point, heldOn } of heldPoints(held, FIXED_POINTS)) {
				const own = held.filter((each) => each.point === point).map((each) => each.heldOn);
				expect(own.every((day) => heldOn !== null && day <= heldOn)).toBe(true);
				expect(heldOn === null || own.includes(heldOn)).toBe(true);
			}
		})
	);
});

test('R-228 a collaboration keeps which it will of the three, and has its own besides; the closing talk is last', () => {
	expect(fixedPoints(null)).toEqual(['referral', 'joint-meeting', 'closing-talk']);
	const setting = {
		standard: ['referral' as const, 'closing-talk' as const],
		own: ['Efter ferien']
	};
	expect(fixedPoints(setting)).toEqual(['referral', 'own:Efter ferien', 'closing-talk']);
	const held = [{ point: 'own:Efter ferien' as const, heldOn: TODAY }];
	expect(heldPoints(held, fixedPoints(setting))).toEqual([
		{ point: 'referral', heldOn: null },
		{ point: 'own:Efter ferien', heldOn: TODAY },
		{ point: 'closing-talk', heldOn: null }
	]);
	const said = (point: string) =>
		shapeSharing(
			{ ...TALK, contents: ['well-being'], point: point as 'another' },
			[ONE],
			fixedPoints(setting),
			TODAY
		);
	const none = { ok: false, reason: 'no-such-point' };
	for (const point of ['joint-meeting', 'own:Noget andet', 'x']) expect(said(point)).toEqual(none);
	for (const point of ['own:Efter ferien', 'another'])
		expect(said(point)).toMatchObject({ ok: true });
});

test('R-228 a name a line, each once; something is left, and not too much', () => {
	expect(
		shapeSetting(['closing-talk', 'referral'], ' Efter ferien \n\nEfter ferien\nTil jul')
	).toEqual({
		ok: true,
		value: { standard: ['referral', 'closing-talk'], own: ['Efter ferien', 'Til jul'] }
	});
	expect(shapeSetting([], ' \n')).toEqual({ ok: false, reason: 'no-points-left' });
	expect(shapeSetting([], Array.from({ length: 11 }, (_, at) => `Gang ${at}`).join('\n'))).toEqual({
		ok: false,
		reason: 'too-many-points'
	});
	expect(shapeSetting([], 'x'.repeat(201))).toEqual({ ok: false, reason: 'point-too-long' });
});
