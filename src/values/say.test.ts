import { expect, test } from 'vitest';
import {
	sayDay,
	sayExactMoment,
	sayMoment,
	sayMoney,
	sayNumber,
	sayShortDay,
	sayTime,
	sayWeekday,
	sayMonthOfYear
} from './say.ts';

/** Intl puts spaces that do not break between an amount and its currency. */
const plain = (text: string) => text.replace(/\u00a0|\u202f/g, ' ');

test('a day is said as people write it', () => {
	expect(sayDay('2026-11-22', 'da')).toBe('22. november 2026');
	expect(sayDay('2026-11-22', 'en')).toBe('22 November 2026');
	expect(sayDay('2027-03-01', 'da')).toBe('1. marts 2027');
	expect(sayShortDay('2026-11-02', 'da')).toBe('02.11.2026');
	expect(sayShortDay('2026-11-02', 'en')).toBe('02/11/2026');
});

test('a day to turn up on says its weekday', () => {
	expect(sayWeekday('2026-11-22', 'da')).toBe('søndag den 22. november 2026');
	expect(sayWeekday('2026-11-22', 'en')).toBe('Sunday 22 November 2026');
});

test('the first and the last day of a year are not moved by any time zone', () => {
	expect(sayDay('2026-01-01', 'da')).toBe('1. januar 2026');
	expect(sayDay('2026-12-31', 'da')).toBe('31. december 2026');
});

test('a moment is said by the clock of Denmark, in winter and in summer', () => {
	expect(sayMoment(new Date('2026-11-22T13:30:00Z'), 'da')).toBe('22. november 2026 kl. 14.30');
	expect(sayMoment(new Date('2026-11-22T13:30:00Z'), 'en')).toBe('22 November 2026, 14:30');
	expect(sayMoment(new Date('2026-07-01T12:05:00Z'), 'da')).toBe('1. juli 2026 kl. 14.05');
});

test('just before midnight in UTC it is already the next day in Denmark', () => {
	expect(sayMoment(new Date('2026-12-31T23:00:00Z'), 'da')).toBe('1. januar 2027 kl. 00.00');
	expect(sayMoment(new Date('2026-12-31T22:59:59Z'), 'da')).toBe('31. december 2026 kl. 23.59');
});

test('an exact moment tells the hour that comes twice apart', () => {
	const [summer, winter] = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'];
	expect(sayExactMoment(new Date(summer), 'da')).toBe('25. oktober 2026 kl. 02.30.00 (UTC+2)');
	expect(sayExactMoment(new Date(winter), 'da')).toBe('25. oktober 2026 kl. 02.30.00 (UTC+1)');
	expect(sayExactMoment(new Date(winter), 'en')).toBe('25 October 2026, 02:30:00 (UTC+1)');
});

test('a time of day has a full stop in Danish and a colon in English', () => {
	expect(sayTime('09:05', 'da')).toBe('kl. 09.05');
	expect(sayTime('09:05', 'en')).toBe('09:05');
});

test('amounts and numbers have the separators of their language', () => {
	expect(plain(sayMoney(125_000, 'da'))).toBe('1.250,00 kr.');
	expect(plain(sayMoney(125_000, 'en'))).toBe('DKK 1,250.00');
	expect(plain(sayMoney(-5, 'da'))).toBe('-0,05 kr.');
	expect(sayNumber(1250.5, 'da')).toBe('1.250,5');
	expect(sayNumber(1250.5, 'en')).toBe('1,250.5');
});

test('a month of a year, by any day of it', () => {
	expect(sayMonthOfYear('2026-11-30', 'da')).toBe('november 2026');
	expect(sayMonthOfYear('2026-03-01', 'en')).toBe('March 2026');
});
