import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, weekdayOf } from './day.ts';
import {
	addWorkdays,
	CLOSING_DAYS,
	easterOf,
	holidayOn,
	holidaysOf,
	isWorkday,
	workdayInstead,
	workdayUpTo,
	type ClosingDay
} from './holiday.ts';

const year = fc.integer({ min: 1900, max: 2199 });
const day = fc.integer({ min: 0, max: 70_000 }).map((count) => addDays('1990-01-01', count));

describe('public holidays', () => {
	// Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday and Monday.
	test.each([
		[2024, '03-28 03-29 03-31 04-01 05-09 05-19 05-20'],
		[2025, '04-17 04-18 04-20 04-21 05-29 06-08 06-09'],
		[2026, '04-02 04-03 04-05 04-06 05-14 05-24 05-25'],
		[2027, '03-25 03-26 03-28 03-29 05-06 05-16 05-17'],
		[2028, '04-13 04-14 04-16 04-17 05-25 06-04 06-05'],
		[2029, '03-29 03-30 04-01 04-02 05-10 05-20 05-21'],
		[2030, '04-18 04-19 04-21 04-22 05-30 06-09 06-10'],
		[2031, '04-10 04-11 04-13 04-14 05-22 06-01 06-02'],
		[2032, '03-25 03-26 03-28 03-29 05-06 05-16 05-17'],
		[2033, '04-14 04-15 04-17 04-18 05-26 06-05 06-06'],
		[2034, '04-06 04-07 04-09 04-10 05-18 05-28 05-29']
	])('of %i are those of the table', (of, moving) => {
		const expected = ['01-01', ...moving.split(' '), '12-25', '12-26'];
		expect(holidaysOf(of).map((each) => each.day)).toEqual(expected.map((each) => `${of}-${each}`));
	});

	test('Great Prayer Day was one until 2023, and is none after', () => {
		expect(holidayOn('2023-05-05')).toBe('great-prayer-day');
		expect(holidaysOf(2023)).toHaveLength(11);
		expect(holidayOn('2024-04-26')).toBeNull();
		expect(holidaysOf(2024)).toHaveLength(10);
	});

	test('two reasons may meet on one day, and the holiday is named', () => {
		expect(holidayOn('2028-06-05')).toBe('whit-monday');
		expect(holidayOn('2033-06-05')).toBe('whit-sunday');
		expect(holidayOn('2029-04-01')).toBe('easter-sunday');
	});

	test('1 May, 5 June, 24 and 31 December are none by themselves', () => {
		for (const each of Object.values(CLOSING_DAYS)) expect(holidayOn(`2026-${each}`)).toBeNull();
	});

	test('every year: Easter is a Sunday from 22 March to 25 April, and the days keep their order', () => {
		fc.assert(
			fc.property(year, (of) => {
				const easter = easterOf(of);
				expect(weekdayOf(easter)).toBe(7);
				expect(easter >= `${of}-03-22` && easter <= `${of}-04-25`).toBe(true);
				const days = holidaysOf(of).map((each) => each.day);
				expect([...days].sort()).toEqual(days);
				expect(new Set(days).size).toBe(days.length);
			})
		);
	});

	test('the years whose Easter lies first and last, and those that mislead simpler rules', () => {
		expect(easterOf(1943)).toBe('1943-04-25');
		expect(easterOf(1954)).toBe('1954-04-18');
		expect(easterOf(1981)).toBe('1981-04-19');
		expect(easterOf(2008)).toBe('2008-03-23');
		expect(easterOf(2038)).toBe('2038-04-25');
		expect(easterOf(2049)).toBe('2049-04-18');
		expect(easterOf(2076)).toBe('2076-04-19');
	});
});

describe('workdays', () => {
	test('an ordinary week has five, and a holiday is none', () => {
		const week = [0, 1, 2, 3, 4, 5, 6].map((count) => isWorkday(addDays('2026-11-23', count)));
		expect(week).toEqual([true, true, true, true, true, false, false]);
		expect(isWorkday('2026-05-14')).toBe(false);
		expect(isWorkday('2026-05-15')).toBe(true);
	});

	test('a Saturday counts only where it is set to, and never when it is a holiday', () => {
		const withSaturdays = { saturdays: true, closed: [] };
		expect(isWorkday('2026-11-28', withSaturdays)).toBe(true);
		expect(isWorkday('2026-11-29', withSaturdays)).toBe(false);
		expect(isWorkday('2026-12-26', withSaturdays)).toBe(false);
	});

	test.each([
		['labour-day', '2026-05-01'],
		['constitution-day', '2026-06-05'],
		['christmas-eve', '2026-12-24'],
		['new-years-eve', '2026-12-31']
	] satisfies [ClosingDay, string][])('%s is closed only where it is set to', (name, on) => {
		expect(isWorkday(on)).toBe(true);
		expect(isWorkday(on, { saturdays: false, closed: [name] })).toBe(false);
	});

	test('six workdays over Easter end a week and a half later', () => {
		expect(addWorkdays('2026-03-31', 6)).toBe('2026-04-13');
		expect(addWorkdays('2026-03-31', 0)).toBe('2026-03-31');
	});

	test('a day off falls back to the workday before it', () => {
		expect(workdayUpTo('2026-04-06')).toBe('2026-04-01');
		expect(workdayUpTo('2026-04-07')).toBe('2026-04-07');
	});

	test('counting workdays passes exactly that many, whatever is closed', () => {
		const closed = fc.subarray(Object.keys(CLOSING_DAYS) as ClosingDay[]);
		fc.assert(
			fc.property(day, fc.integer({ min: 1, max: 40 }), fc.boolean(), closed, (...told) => {
				const [from, count, saturdays, closedDays] = told;
				const week = { saturdays, closed: closedDays };
				const to = addWorkdays(from, count, week);
				const passed = Array.from({ length: daysBetween(from, to) }, (_, index) =>
					isWorkday(addDays(from, index + 1), week)
				);
				expect(passed.filter(Boolean)).toHaveLength(count);
				expect(passed.at(-1)).toBe(true);
			})
		);
	});
});

test.each([
	['2026-12-04', null], // a Friday
	['2026-12-05', '2026-12-07'],
	['2026-12-06', '2026-12-07'],
	['2026-12-25', '2026-12-28'],
	['2027-03-25', '2027-03-30'] // Maundy Thursday
])('on %s the next workday is %s', (day, instead) => {
	expect(workdayInstead(day)).toBe(instead);
});
