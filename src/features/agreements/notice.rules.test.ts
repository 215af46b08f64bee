import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, daysBetween } from '#values/day.ts';
import {
	agreeToWithdraw,
	earliestEnd,
	giveNotice,
	lastDayToGiveNotice,
	RECEIVED_ON_FIRST,
	SIX_MONTHS,
	withdrawalAwaits,
	type Endable,
	type NoticeTerms
} from './notice.rules.ts';

const SAME_DAY: NoticeTerms = { months: 6, receivedOnFirst: 'same-day' };
const agreement: Endable = {
	parties: ['solby', 'natly', 'havnen'],
	from: '2024-08-01',
	until: '2033-06-30',
	end: null,
	notice: SIX_MONTHS
};
const given = (received: string, end: string | null = null, changed: Partial<Endable> = {}) =>
	giveNotice({ by: 'natly', received, end }, { ...agreement, ...changed }, '2033-12-31');

const day = fc.integer({ min: 0, max: 5_000 }).map((count) => addDays('2023-06-15', count));
const terms = fc.record({
	months: fc.integer({ min: 1, max: 24 }),
	receivedOnFirst: fc.constantFrom(...RECEIVED_ON_FIRST)
});

describe('R-286 six months to the 1st of a month', () => {
	test.each([
		['2025-01-01', '2025-08-01', '2025-07-31', '2025-07-01', 'the only kind of day that differs'],
		['2025-01-15', '2025-08-01', '2025-07-31', '2025-08-01', ''],
		['2025-01-31', '2025-08-01', '2025-07-31', '2025-08-01', ''],
		['2024-02-29', '2024-09-01', '2024-08-31', '2024-09-01', 'leap day'],
		['2025-03-01', '2025-10-01', '2025-09-30', '2025-09-01', ''],
		['2025-06-30', '2026-01-01', '2025-12-31', '2026-01-01', 'year change'],
		['2025-08-31', '2026-03-01', '2026-02-28', '2026-03-01', 'clamped to 28 February'],
		['2025-12-24', '2026-07-01', '2026-06-30', '2026-07-01', 'a holiday does not matter'],
		['2025-12-31', '2026-07-01', '2026-06-30', '2026-07-01', ''],
		['2032-11-30', '2033-06-01', '2033-05-31', '2033-06-01', 'last with effect before expiry'],
		['2032-12-01', '2033-07-01', '2033-06-30', '2033-06-01', 'next-month: the expiry comes first'],
		['2032-12-31', '2033-07-01', '2033-06-30', '2033-07-01', 'no effect']
	])('received %s it ends %s, last day %s; same day counting: %s (%s)', (...row) => {
		const [received, end, lastDay, sameDay] = row;
		expect(earliestEnd(received, SIX_MONTHS)).toBe(end);
		expect(earliestEnd(received, SAME_DAY)).toBe(sameDay);
		const early = { from: '2024-01-01' };
		expect(given(received, null, early)).toMatchObject({ ok: true, value: { end, lastDay } });
	});

	test('the two readings differ on the 1st of a month and on no other day', () => {
		for (let on = '2024-01-01'; on < '2034-01-01'; on = addDays(on, 1)) {
			const [next, same] = [earliestEnd(on, SIX_MONTHS), earliestEnd(on, SAME_DAY)];
			if (on.endsWith('-01')) expect(next).toBe(addMonths(same, 1));
			else expect(next).toBe(same);
		}
	});

	test('the end is a 1st, never less than the months away, and never a whole month more than needed', () => {
		fc.assert(
			fc.property(day, terms, (received, notice) => {
				const end = earliestEnd(received, notice);
				expect(end.endsWith('-01')).toBe(true);
				expect(end >= addMonths(received, notice.months)).toBe(true);
				expect(end <= addMonths(`${received.slice(0, 8)}01`, notice.months + 1)).toBe(true);
			})
		);
	});

	test('a notice received later never ends the agreement earlier', () => {
		fc.assert(
			fc.property(day, fc.nat(400), terms, (received, later, notice) => {
				const end = earliestEnd(received, notice);
				expect(earliestEnd(addDays(received, later), notice) >= end).toBe(true);
			})
		);
	});
});

describe('the last day to give notice', () => {
	test('R-286 of an agreement that expires on 30 June 2033 is 30 November 2032', () => {
		expect(lastDayToGiveNotice(agreement, SIX_MONTHS)).toBe('2032-11-30');
		expect(lastDayToGiveNotice(agreement, SAME_DAY)).toBe('2032-12-01');
	});

	test.each([
		['2033-05-31', '2032-10-31'],
		['2033-06-01', '2032-11-30'],
		['2033-06-29', '2032-11-30']
	])('of one that expires on %s is %s', (until, last) => {
		expect(lastDayToGiveNotice({ ...agreement, until }, SIX_MONTHS)).toBe(last);
	});

	test('is none where the agreement runs until it is ended, or is over before notice could work', () => {
		expect(lastDayToGiveNotice({ from: '2024-08-01', until: null }, SIX_MONTHS)).toBeNull();
		const short = { from: '2032-12-01', until: '2033-06-30' };
		expect(lastDayToGiveNotice(short, SIX_MONTHS)).toBeNull();
		expect(lastDayToGiveNotice({ ...short, from: '2032-11-30' }, SIX_MONTHS)).toBe('2032-11-30');
	});

	test('parts the notices that have effect from those that have none', () => {
		fc.assert(
			fc.property(day, fc.nat(1_500), fc.nat(1_500), terms, (from, length, into, notice) => {
				const until = addDays(from, length);
				const received = addDays(from, Math.min(into, length));
				const asked = giveNotice(
					{ by: 'solby', received, end: null },
					{ ...agreement, from, until, notice },
					received
				);
				const last = lastDayToGiveNotice({ from, until }, notice);
				expect(asked.ok && asked.value.hasEffect).toBe(last !== null && received <= last);
				expect(asked.ok && asked.value.end <= addDays(until, 1)).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});
});

describe('giving notice', () => {
	test('is for parties, of what has been received', () => {
		const wish = { by: 'skolen', received: '2025-01-15', end: null };
		const asked = giveNotice(wish, agreement, '2025-02-01');
		expect(asked).toEqual({ ok: false, reason: 'not-a-party' });
		const early = giveNotice({ ...wish, by: 'solby' }, agreement, '2025-01-14');
		expect(early).toEqual({ ok: false, reason: 'received-in-the-future' });
		expect(giveNotice({ ...wish, by: 'solby' }, agreement, '2025-01-15').ok).toBe(true);
	});

	test('is refused before the agreement is in force, from its first day it may be given', () => {
		expect(given('2024-07-31')).toEqual({ ok: false, reason: 'not-in-force-yet' });
		expect(given('2024-08-01').ok).toBe(true);
	});

	test('is refused once the agreement has ended, whichever way', () => {
		expect(given('2033-06-30').ok).toBe(true);
		expect(given('2033-07-01')).toEqual({ ok: false, reason: 'agreement-has-ended' });
		const ended = { end: '2030-03-01' };
		expect(given('2030-02-28', null, ended).ok).toBe(true);
		expect(given('2030-03-01', null, ended)).toEqual({ ok: false, reason: 'agreement-has-ended' });
	});

	test('R-286 a later end may be chosen, but only a 1st, and never an earlier one', () => {
		expect(given('2025-01-15', '2025-10-01')).toMatchObject({
			value: { end: '2025-10-01', lastDay: '2025-09-30', hasEffect: true }
		});
		expect(given('2025-01-15', '2025-10-02')).toEqual({ ok: false, reason: 'end-is-no-first' });
		expect(given('2025-01-15', '2025-07-01')).toEqual({ ok: false, reason: 'end-too-early' });
		expect(given('2025-01-15', '2025-08-01').ok).toBe(true);
	});

	test('R-286 its end is never after the agreed expiry', () => {
		expect(given('2033-01-15')).toMatchObject({
			value: { end: '2033-07-01', lastDay: '2033-06-30', hasEffect: false }
		});
		expect(given('2025-01-15', '2034-01-01')).toMatchObject({
			value: { end: '2033-07-01', hasEffect: false }
		});
		expect(given('2032-12-01')).toMatchObject({ value: { hasEffect: false } });
		expect(given('2032-11-30')).toMatchObject({ value: { hasEffect: true } });
	});

	test('an agreement without expiry is ended by notice at any time', () => {
		expect(given('2033-12-31', null, { until: null })).toMatchObject({
			value: { end: '2034-07-01', hasEffect: true }
		});
	});

	test('a month of notice is short, and still to a 1st', () => {
		const month: NoticeTerms = { months: 1, receivedOnFirst: 'next-month' };
		expect(earliestEnd('2026-01-31', month)).toBe('2026-03-01');
		expect(daysBetween('2026-01-31', earliestEnd('2026-01-31', month))).toBe(29);
	});
});

describe('taking a notice back', () => {
	const { parties } = agreement;
	const notice = { end: '2025-08-01' };

	test('needs the yes of all parties, the other’s as well as one’s own', () => {
		expect(withdrawalAwaits(parties, ['natly'])).toEqual(['solby', 'havnen']);
		expect(withdrawalAwaits(parties, ['natly', 'solby', 'skolen'])).toEqual(['havnen']);
		expect(withdrawalAwaits(parties, ['havnen', 'natly', 'solby'])).toEqual([]);
	});

	test('is over when the notice has ended the agreement', () => {
		expect(agreeToWithdraw('solby', notice, parties, '2025-07-31').ok).toBe(true);
		expect(agreeToWithdraw('solby', notice, parties, '2025-08-01')).toEqual({
			ok: false,
			reason: 'agreement-has-ended'
		});
		expect(agreeToWithdraw('skolen', notice, parties, '2025-07-31')).toEqual({
			ok: false,
			reason: 'not-a-party'
		});
	});
});
