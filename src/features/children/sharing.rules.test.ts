import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import {
	FIXED_POINTS,
	type Ground,
	heldPoints,
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
	shapeSharing({ ...TALK, contents: ['well-being'], ...said }, [{ ...ONE, ...ground }], TODAY);

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
	expect(heldPoints([]).map(({ point, heldOn }) => [point, heldOn])).toEqual(
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
			for (const { point, heldOn } of heldPoints(held)) {
				const own = held.filter((each) => each.point === point).map((each) => each.heldOn);
				expect(own.every((day) => heldOn !== null && day <= heldOn)).toBe(true);
				expect(heldOn === null || own.includes(heldOn)).toBe(true);
			}
		})
	);
});
