import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dayOf, TIME_ZONE } from '#values/day.ts';
import { isLate, lastAgendaDay, mayChangeAgenda } from './agenda.rules.ts';

const invited = { state: 'invited' } as const;
const plain = { parked: false, lateReason: '' };

describe('R-163 the agenda is changed at the latest two days before (A-3)', () => {
	test('a meeting on Friday 10 October 2025 has its last changes on Wednesday the 8th', () => {
		expect(lastAgendaDay('2025-10-10')).toBe('2025-10-08');
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
		expect(mayChangeAgenda({ state: 'draft' }, plain, '2025-10-10', '2025-10-10').ok).toBe(true);
	});

	test('during the meeting a new subject is parked; afterwards nothing is put on', () => {
		const at = (state: 'minutes' | 'closed' | 'cancelled', parked: boolean) =>
			mayChangeAgenda({ state }, { ...plain, parked }, '2025-10-10', '2025-10-10').ok;
		expect(at('minutes', false)).toBe(false);
		expect(at('minutes', true)).toBe(true);
		expect(at('closed', true)).toBe(false);
		expect(at('cancelled', true)).toBe(false);
	});

	test('the last moment is the last of a day in Denmark, however long the days between are', () => {
		const around = (day: string) =>
			fc.integer({ min: -4, max: 4 }).map((days) => Temporal.PlainDate.from(day).add({ days }));
		const meetingDay = fc.oneof(
			around('2027-03-28'),
			around('2026-10-25'),
			fc
				.integer({ min: 0, max: 9000 })
				.map((days) => Temporal.PlainDate.from('2020-01-01').add({ days }))
		);
		fc.assert(
			fc.property(meetingDay, (day) => {
				const midnight = day.subtract({ days: 1 }).toZonedDateTime(TIME_ZONE).epochMilliseconds;
				const lateAt = (instant: number) =>
					isLate(invited, day.toString(), dayOf(new Date(instant)));
				expect(lateAt(midnight - 1)).toBe(false);
				expect(lateAt(midnight)).toBe(true);
			})
		);
	});
});
