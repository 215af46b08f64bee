import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import { LONGEST_SILENCE, shapeContact, silenceOf, USUAL_SILENCE } from './contact.rules.ts';

const BEGUN = '2026-01-05';
const TODAY = '2026-05-04';

test('R-128 a contact has been: it is of today at the latest', () => {
	const contact = { channel: 'phone', contacted: 'citizen', reached: true, note: 'x' } as const;
	expect(shapeContact({ ...contact, on: TODAY }, TODAY)).toMatchObject({ ok: true });
	expect(shapeContact({ ...contact, on: addDays(TODAY, 1) }, TODAY)).toEqual({
		ok: false,
		reason: 'contact-in-the-future'
	});
});

test('R-128 silence is long the day after the days that were agreed', () => {
	const heard = addDays(TODAY, -USUAL_SILENCE);
	expect(silenceOf(heard, BEGUN, USUAL_SILENCE, TODAY)).toEqual({
		days: USUAL_SILENCE,
		from: addDays(TODAY, 1),
		isLong: false
	});
	expect(silenceOf(addDays(heard, -1), BEGUN, USUAL_SILENCE, TODAY)).toMatchObject({
		days: USUAL_SILENCE + 1,
		from: TODAY,
		isLong: true
	});
});

test('where nobody has been reached yet, it is counted from the beginning', () => {
	expect(silenceOf(null, TODAY, 7, TODAY)).toMatchObject({ days: 0, isLong: false });
	expect(silenceOf(null, addDays(TODAY, -8), 7, TODAY)).toMatchObject({ days: 8, isLong: true });
});

test('R-128 whatever the days: long exactly when more have gone than agreed, and a contact never makes it longer', () => {
	const off = fc.integer({ min: -4000, max: 0 });
	fc.assert(
		fc.property(
			fc.option(off),
			off,
			fc.integer({ min: 1, max: LONGEST_SILENCE }),
			fc.integer({ min: 0, max: 4000 }),
			(heard, begun, after, later) => {
				const begunOn = addDays(TODAY, begun);
				const at = (last: number | null) =>
					silenceOf(last === null ? null : addDays(TODAY, last), begunOn, after, TODAY);
				const found = at(heard);
				expect(found.isLong).toBe(found.days > after);
				expect(found.isLong).toBe(TODAY >= found.from);
				expect(found.days).toBeGreaterThanOrEqual(0);
				if (heard !== null) {
					const newer = at(Math.min(0, heard + later));
					expect(newer.days).toBeLessThanOrEqual(found.days);
				}
				// Heard of today, it is quiet no more.
				expect(at(0)).toMatchObject({ days: 0, isLong: false });
			}
		)
	);
});
