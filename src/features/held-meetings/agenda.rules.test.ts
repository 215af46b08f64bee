import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, daysBetween, instantAt } from '#values/day.ts';
import { COUNTED_DAYS, easterOf, isWorkday } from '#values/holiday.ts';
import { isLate, lastAgendaDay, mayChangeAgenda } from './agenda.rules.ts';

const invited = { state: 'invited', agendaDays: 'calendar' } as const;
const byWorkdays = { state: 'invited', agendaDays: 'workdays' } as const;
const plain = { parked: false, lateReason: '' };

describe('R-163 the agenda is changed at the latest two days before (A-3)', () => {
	test('a meeting on Friday 10 October 2025 has its last changes on Wednesday the 8th', () => {
		expect(lastAgendaDay('2025-10-10', 'calendar')).toBe('2025-10-08');
	});

	test.each([
		['the last day', '2025-10-08', true],
		['the day after', '2025-10-09', false],
		['the day itself', '2025-10-10', false],
		['long after', '2026-01-01', false]
	])('on %s: %s', (_, today, may) => {
		expect(mayChangeAgenda(invited, plain, '2025-10-10', today).ok).toBe(may);
	});

	test('later an item is parked, or carries a reason that everybody sees', () => {
		const late = (item: Partial<typeof plain>) =>
			mayChangeAgenda(invited, { ...plain, ...item }, '2025-10-10', '2025-10-09');
		expect(late({})).toEqual({ ok: false, reason: 'agenda-too-late' });
		expect(late({ parked: true }).ok).toBe(true);
		expect(late({ lateReason: 'Lejemålet blev opsagt i går' }).ok).toBe(true);
	});

	test('a draft that nobody has been sent is changed on any day', () => {
		expect(
			mayChangeAgenda({ ...invited, state: 'draft' }, plain, '2025-10-10', '2025-10-10').ok
		).toBe(true);
	});

	test('during the meeting a new subject is parked; afterwards nothing is put on', () => {
		const at = (state: 'minutes' | 'closed' | 'cancelled', parked: boolean) =>
			mayChangeAgenda({ ...invited, state }, { ...plain, parked }, '2025-10-10', '2025-10-10').ok;
		expect(at('minutes', false)).toBe(false);
		expect(at('minutes', true)).toBe(true);
		expect(at('closed', true)).toBe(false);
		expect(at('cancelled', true)).toBe(false);
	});

	const ANY_DAYS = fc.constantFrom(...COUNTED_DAYS);
	/** Days around both changes of the clock, Easter, Christmas and New Year of thirty years, and any other. */
	const meetingDay = fc
		.tuple(
			fc.integer({ min: 2020, max: 2049 }),
			fc.constantFrom('summer', 'winter', 'easter', 'christmas', 'any'),
			fc.integer({ min: -12, max: 12 }),
			fc.integer({ min: 0, max: 364 })
		)
		.map(([year, near, days, anywhere]) => {
			const at = {
				summer: `${year}-03-28`,
				winter: `${year}-10-28`,
				easter: easterOf(year),
				christmas: `${year}-12-26`,
				any: addDays(`${year}-01-01`, anywhere)
			};
			return addDays(at[near], days);
		});

	test('the last moment is the last of a day in Denmark, however long the days between are', () => {
		fc.assert(
			fc.property(meetingDay, ANY_DAYS, (day, agendaDays) => {
				const midnight = instantAt(addDays(lastAgendaDay(day, agendaDays), 1), '00:00').getTime();
				const lateAt = (instant: number) =>
					isLate({ state: 'invited', agendaDays }, day, dayOf(new Date(instant)));
				expect(lateAt(midnight - 1)).toBe(false);
				expect(lateAt(midnight)).toBe(true);
			})
		);
	});

	test('days of the calendar are always two, also over the change to summer time', () => {
		fc.assert(
			fc.property(meetingDay, (day) => {
				expect(daysBetween(lastAgendaDay(day, 'calendar'), day)).toBe(2);
			})
		);
	});

	test('of working days one lies between, the last day is one itself, and never later than by the calendar', () => {
		fc.assert(
			fc.property(meetingDay, (day) => {
				const last = lastAgendaDay(day, 'workdays');
				const between = Array.from({ length: daysBetween(last, day) - 1 }, (_, index) =>
					addDays(last, index + 1)
				);
				expect(isWorkday(last)).toBe(true);
				expect(between.filter((each) => isWorkday(each))).toHaveLength(1);
				expect(last <= lastAgendaDay(day, 'calendar')).toBe(true);
			})
		);
	});

	test('a later meeting never has an earlier last day', () => {
		fc.assert(
			fc.property(meetingDay, ANY_DAYS, (day, days) => {
				expect(lastAgendaDay(day, days) <= lastAgendaDay(addDays(day, 1), days)).toBe(true);
			})
		);
	});

	test.each([
		['on a Monday', '2026-11-30', '2026-11-26'],
		['on a Sunday', '2026-11-29', '2026-11-26'],
		['on a Wednesday', '2026-12-02', '2026-11-30'],
		['on the Tuesday after Easter', '2026-04-07', '2026-03-31'],
		['on the Wednesday after Easter', '2026-04-08', '2026-04-01'],
		['on Monday after the change to summer time, before Easter', '2026-03-30', '2026-03-26'],
		// Christmas Eve is no public holiday, and counts.
		['on the Monday after Christmas', '2026-12-28', '2026-12-23'],
		['on the second day of a year', '2029-01-02', '2028-12-28']
	])('by working days a meeting %s, %s, has its last changes on %s', (_, day, last) => {
		expect(lastAgendaDay(day, 'workdays')).toBe(last);
		expect(mayChangeAgenda(byWorkdays, plain, day, last).ok).toBe(true);
		expect(mayChangeAgenda(byWorkdays, plain, day, addDays(last, 1))).toEqual({
			ok: false,
			reason: 'agenda-too-late'
		});
	});
});
