import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, daysBetween, weekdayOf } from '#values/day.ts';
import { holidayOn } from '#values/holiday.ts';
import { comingMeetings, FREQUENCIES, meetingDates } from './meeting-dates.ts';

const day = fc.nat(3_000).map((count) => addDays('2025-01-01', count));
const frequency = fc.constantFrom(...FREQUENCIES);

describe('R-023 the days of a series', () => {
	test('every week or every other, on the same weekday', () => {
		expect(meetingDates('2026-11-03', 'weekly', '2026-11-24')).toEqual([
			'2026-11-03',
			'2026-11-10',
			'2026-11-17',
			'2026-11-24'
		]);
		expect(meetingDates('2026-11-03', 'fortnightly', '2026-12-01')).toEqual([
			'2026-11-03',
			'2026-11-17',
			'2026-12-01'
		]);
	});

	test('every month and rarer, in the same week of it', () => {
		// The second Tuesday.
		expect(meetingDates('2026-11-10', 'monthly', '2027-02-28')).toEqual([
			'2026-11-10',
			'2026-12-08',
			'2027-01-12',
			'2027-02-09'
		]);
		expect(meetingDates('2026-11-10', 'quarterly', '2027-08-31')).toEqual([
			'2026-11-10',
			'2027-02-09',
			'2027-05-11',
			'2027-08-10'
		]);
		expect(meetingDates('2026-11-10', 'every-two-months', '2027-01-31')).toHaveLength(2);
		expect(meetingDates('2026-11-10', 'half-yearly', '2027-11-30')).toHaveLength(3);
		expect(meetingDates('2026-11-10', 'yearly', '2027-11-30')).toEqual([
			'2026-11-10',
			'2027-11-09'
		]);
	});

	test('what begins in a fifth week is held in the last', () => {
		expect(meetingDates('2027-03-31', 'monthly', '2027-06-30')).toEqual([
			'2027-03-31',
			'2027-04-28',
			'2027-05-26',
			'2027-06-30'
		]);
	});

	test('nobody meets on a public holiday: a week is left out, a month’s meeting moves a week', () => {
		// Maundy Thursday is 25 March 2027, Ascension Day 6 May.
		expect(meetingDates('2027-03-18', 'weekly', '2027-04-01')).toEqual([
			'2027-03-18',
			'2027-04-01'
		]);
		expect(meetingDates('2027-04-01', 'monthly', '2027-05-31')).toEqual([
			'2027-04-01',
			'2027-05-13'
		]);
		// The fourth Thursday is Christmas Day, and a week later is another month.
		expect(meetingDates('2025-11-27', 'monthly', '2025-12-31')).toEqual([
			'2025-11-27',
			'2025-12-18'
		]);
	});

	test('days that are set to be closed are held free as well', () => {
		expect(
			meetingDates('2026-12-17', 'weekly', '2027-01-07', ['christmas-eve', 'new-years-eve'])
		).toEqual(['2026-12-17', '2027-01-07']);
		expect(meetingDates('2026-12-17', 'weekly', '2026-12-31')).toHaveLength(3);
	});

	test('the first day is the one agreed on, whatever day it is', () => {
		expect(meetingDates('2027-05-06', 'monthly', '2027-05-31')).toEqual(['2027-05-06']);
		expect(meetingDates('2026-11-10', 'monthly', '2026-11-09')).toEqual([]);
	});

	test('all on one weekday, in order, within the time, at most one in each step', () => {
		fc.assert(
			fc.property(day, frequency, fc.nat(800), (first, often, length) => {
				const until = addDays(first, length);
				const days = meetingDates(first, often, until);
				expect(days[0]).toBe(first);
				for (const each of days) {
					expect(weekdayOf(each)).toBe(weekdayOf(first));
					expect(each <= until).toBe(true);
					if (each !== first) expect(holidayOn(each)).toBeNull();
				}
				days.slice(1).forEach((each, index) => {
					expect(daysBetween(days[index]!, each)).toBeGreaterThanOrEqual(
						often === 'weekly' ? 7 : 14
					);
				});
			})
		);
	});

	test('a monthly series meets once in each month, also where a holiday would carry it into the next', () => {
		fc.assert(
			fc.property(day, (first) => {
				const days = meetingDates(first, 'monthly', addMonths(first, 14));
				const months = new Set(days.slice(0, 12).map((each) => each.slice(0, 7)));
				expect(months.size).toBe(12);
			})
		);
	});
});

describe('the coming meetings of a series', () => {
	const monthly = { firstOn: '2026-01-13', frequency: 'monthly' as const, until: null };

	test('today’s is one of them, yesterday’s is not', () => {
		expect(comingMeetings(monthly, '2026-05-12', 2)).toEqual(['2026-05-12', '2026-06-09']);
		expect(comingMeetings(monthly, '2026-05-13', 2)).toEqual(['2026-06-09', '2026-07-14']);
	});

	test('none is held after the last day, and that day’s is', () => {
		expect(comingMeetings({ ...monthly, until: '2026-06-09' }, '2026-05-13', 4)).toEqual([
			'2026-06-09'
		]);
		expect(comingMeetings({ ...monthly, until: '2026-06-08' }, '2026-05-13', 4)).toEqual([]);
	});

	test('one that begins in three years has its first days, and a yearly one two', () => {
		expect(comingMeetings({ ...monthly, firstOn: '2029-01-09' }, '2026-05-12', 1)).toEqual([
			'2029-01-09'
		]);
		const yearly = { ...monthly, frequency: 'yearly' as const };
		expect(comingMeetings(yearly, '2026-05-12', 9)).toEqual(['2027-01-12', '2028-01-11']);
	});
});
