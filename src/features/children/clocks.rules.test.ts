import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, instantAt, timeOf } from '#values/day.ts';
import { isWorkday } from '#values/holiday.ts';
import {
	assessBy,
	clocksOf,
	receiptBy,
	shapeClocks,
	type Clocks,
	type ClocksSaid
} from './clocks.rules.ts';

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days));
const instant = fc.date({
	min: new Date('2024-01-01T00:00:00Z'),
	max: new Date('2034-12-31T00:00:00Z'),
	noInvalidDate: true
});

describe('L-16 24 hours by the clock', () => {
	test.each([
		['a Friday', '2026-05-08', '15:30', '2026-05-09', '15:30'],
		['the night to summer time', '2026-03-28', '12:00', '2026-03-29', '13:00'],
		['the night to winter time', '2026-10-24', '12:00', '2026-10-25', '11:00'],
		['the hour that comes twice, the first of them', '2026-10-25', '02:30', '2026-10-26', '01:30'],
		['the hour that is skipped', '2026-03-29', '02:30', '2026-03-30', '03:30'],
		['the end of a year', '2026-12-31', '23:59', '2027-01-01', '23:59']
	])('%s', (_what, on, at, dueOn, dueAt) => {
		const by = assessBy(instantAt(on, at));
		expect([dayOf(by), timeOf(by)]).toEqual([dueOn, dueAt]);
	});

	test('a day of 25 hours is not over after 24', () => {
		const received = new Date('2028-10-28T22:00:00Z');
		expect(dayOf(assessBy(received))).toBe(dayOf(received));
	});

	test('whatever the day, it is never more and never less', () => {
		fc.assert(
			fc.property(instant, (received) => {
				expect((assessBy(received).getTime() - received.getTime()) / 3_600_000).toBe(24);
				// The day after; the same day where that has 25 hours, and the second where the next has 23.
				const days = [0, 1, 2].map((count) => addDays(dayOf(received), count));
				expect(days).toContain(dayOf(assessBy(received)));
			})
		);
	});
});

describe('L-16 six weekdays', () => {
	test.each([
		['a Monday', '2026-06-08', '2026-06-16'],
		['a Friday', '2026-06-12', '2026-06-22'],
		['a Saturday', '2026-06-13', '2026-06-22'],
		// Maundy Thursday, Good Friday and Easter Monday are none
		['before Easter', '2026-03-31', '2026-04-13'],
		['before Ascension Day', '2026-05-13', '2026-05-22'],
		// 24 and 31 December are weekdays in law
		['before Christmas', '2026-12-23', '2027-01-04']
	])('received on %s', (_what, on, by) => expect(receiptBy(on)).toBe(by));

	test('a Saturday counts where a municipality says so', () => {
		expect(receiptBy('2026-06-12', { saturdays: true, closed: [] })).toBe('2026-06-19');
	});

	test('whatever the day, six of the days after it are weekdays, and the last is one', () => {
		fc.assert(
			fc.property(day, (received) => {
				const by = receiptBy(received);
				expect(isWorkday(by)).toBe(true);
				let weekdays = 0;
				for (let at = addDays(received, 1); at <= by; at = addDays(at, 1))
					weekdays += Number(isWorkday(at));
				expect(weekdays).toBe(6);
			})
		);
	});
});

const SAID: ClocksSaid = {
	receivedOn: '2026-05-04',
	receivedTime: '10:00',
	assessedOn: null,
	assessedTime: '',
	receiptedOn: null
};
const shape = (said: Partial<ClocksSaid>) =>
	shapeClocks({ ...SAID, ...said }, '2026-05-03', instantAt('2026-05-06', '14:00'));

test.each([
	[{ receivedTime: '' }, 'received-without-time'],
	[{ receivedOn: null }, 'received-without-day'],
	[{ assessedOn: '2026-05-05' }, 'assessed-without-time'],
	[{ assessedTime: '10:00' }, 'assessed-without-day'],
	[{ receivedOn: null, receivedTime: '', receiptedOn: '2026-05-05' }, 'not-received-yet'],
	[{ receivedOn: '2026-05-02' }, 'received-before-made'],
	[{ assessedOn: '2026-05-04', assessedTime: '09:59' }, 'assessed-before-received'],
	[{ receiptedOn: '2026-05-03' }, 'receipt-before-received'],
	[{ receivedOn: '2026-05-07' }, 'received-not-yet'],
	[{ receivedOn: '2026-05-06', receivedTime: '14:01' }, 'received-not-yet'],
	[{ assessedOn: '2026-05-07', assessedTime: '09:00' }, 'assessed-not-yet'],
	[{ assessedOn: '2026-05-06', assessedTime: '23:59' }, 'assessed-not-yet'],
	[{ receiptedOn: '2026-05-07' }, 'receipted-not-yet']
] as const)('L-16 %j is refused: %s', (said, reason) => {
	expect(shape(said)).toEqual({ ok: false, reason });
});

test('L-16 what happened is kept as it was, and nothing where nothing is known', () => {
	expect(
		shape({ receivedOn: '2026-05-03', assessedOn: '2026-05-03', assessedTime: '10:00' })
	).toEqual({
		ok: true,
		value: {
			receivedAt: new Date('2026-05-03T08:00:00Z'),
			assessedAt: new Date('2026-05-03T08:00:00Z'),
			receiptedOn: null
		}
	});
	expect(shape({ receivedOn: null, receivedTime: '' })).toEqual({
		ok: true,
		value: { receivedAt: null, assessedAt: null, receiptedOn: null }
	});
});

test('L-16 a clock runs to its last moment, and says whether it was kept', () => {
	const receivedAt = instantAt('2026-06-08', '10:00');
	const of = (more: Partial<Clocks>, now: Date) => {
		const clocks = clocksOf({ receivedAt, assessedAt: null, receiptedOn: null, ...more }, now);
		return [clocks?.assessment.standing, clocks?.receipt.standing];
	};
	expect(of({}, instantAt('2026-06-09', '10:00'))).toEqual(['runs', 'runs']);
	expect(of({}, instantAt('2026-06-09', '10:01'))).toEqual(['late', 'runs']);
	expect(of({}, instantAt('2026-06-16', '23:59'))).toEqual(['late', 'runs']);
	expect(of({}, instantAt('2026-06-17', '00:00'))).toEqual(['late', 'late']);
	const now = instantAt('2026-07-01', '10:00');
	expect(
		of({ assessedAt: instantAt('2026-06-09', '10:00'), receiptedOn: '2026-06-16' }, now)
	).toEqual(['kept', 'kept']);
	expect(
		of({ assessedAt: instantAt('2026-06-09', '10:01'), receiptedOn: '2026-06-17' }, now)
	).toEqual(['kept-late', 'kept-late']);
	expect(of({ receivedAt: null }, now)).toEqual([undefined, undefined]);
});
