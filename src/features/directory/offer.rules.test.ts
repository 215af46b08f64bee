import { expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import {
	broughtBy,
	changedFields,
	checkPlaces,
	dialled,
	groupOf,
	isPhone,
	isPostalCode,
	mayKeep,
	readAdmission,
	stateOf,
	type Offer
} from './offer.rules.ts';

const rhythm = { rhythmMonths: 6, hiddenAfterDays: 90 };
const confirmed = { confirmedOn: '2026-01-31', validUntil: null, withdrawnOn: null };

test.each([
	['2026-07-17', 'fresh'],
	['2026-07-18', 'soon'],
	['2026-07-31', 'soon'],
	['2026-08-01', 'stale'],
	['2026-10-29', 'stale'],
	['2026-10-30', 'hidden']
])('an offer found right on 31 January is on %s: %s', (today, state) => {
	expect(stateOf(confirmed, rhythm, today)).toBe(state);
});

test('an offer is over on the day after its last, and out where it is taken out', () => {
	const ending = { ...confirmed, validUntil: '2026-03-01' };
	expect(stateOf(ending, rhythm, '2026-03-01')).toBe('fresh');
	expect(stateOf(ending, rhythm, '2026-03-02')).toBe('over');
	expect(stateOf({ ...ending, withdrawnOn: '2026-02-01' }, rhythm, '2026-03-02')).toBe('withdrawn');
});

test('an offer is kept by its own organisation and by project leaders', () => {
	expect(mayKeep({ organisation: 'a', isProjectLeader: false }, 'a')).toBe(true);
	expect(mayKeep({ organisation: 'a', isProjectLeader: false }, 'b')).toBe(false);
	expect(mayKeep({ organisation: null, isProjectLeader: false }, 'b')).toBe(false);
	expect(mayKeep({ organisation: 'a', isProjectLeader: true }, 'b')).toBe(true);
});

test('R-093 what authorities offer is municipal, all else private and voluntary', () => {
	expect(['municipality', 'region'].map(groupOf)).toEqual(['municipal', 'municipal']);
	for (const kind of ['voluntary', 'private', 'housing', 'foundation'])
		expect(groupOf(kind)).toBe('private-voluntary');
});

test('there are not more free places than places', () => {
	expect(checkPlaces({ placesTotal: 4, placesFree: 4 }).ok).toBe(true);
	expect(checkPlaces({ placesTotal: 4, placesFree: 5 }).ok).toBe(false);
	expect(checkPlaces({ placesTotal: null, placesFree: 5 }).ok).toBe(true);
});

test('what is different between two editions is told by its fields', () => {
	const before = { name: 'A', themes: ['work'], languages: [] } as unknown as Offer;
	expect(changedFields(before, { ...before, name: 'B', themes: ['work'] })).toEqual(['name']);
	expect(changedFields(before, { ...before })).toEqual([]);
});

test('what is asked before one may come, as people write that nothing is, or that they do not know', () => {
	for (const none of [
		'Ingen',
		'nej',
		'-',
		'Ingen visitation',
		'Kræver ingen henvisning.',
		'Ikke nødvendig',
		'None'
	])
		expect(readAdmission(none), none).toBe('');
	for (const unknown of ['?', 'Ved ikke', 'ikke oplyst']) expect(readAdmission(unknown)).toBe('?');
	for (const asked of [
		'Kræver visitation',
		'Ingen uden visitation',
		'Ja',
		'Nej, men ring først',
		''
	])
		expect(readAdmission(asked)).toBe(asked);
});

test('what a file brings counts from the day it says, and is to be confirmed soon where it says none', () => {
	const rhythm = { rhythmMonths: 6, hiddenAfterDays: 60 };
	const brought = (day: string, before: string | null, today = '2026-05-09') =>
		broughtBy(day, before, rhythm, today);
	expect(brought('2026-01-02', null)).toEqual({
		confirmedOn: '2026-01-02',
		confirmedBy: '',
		isConfirmed: true
	});
	for (const today of ['2026-05-09', '2026-08-31', '2026-02-28', '2028-02-29']) {
		const none = brought('', null, today);
		expect(none).toMatchObject({ confirmedBy: '', isConfirmed: false });
		const at = (day: string) =>
			stateOf({ ...none, validUntil: null, withdrawnOn: null }, rhythm, day);
		expect(at(today), today).toBe('soon');
		expect(at(addDays(today, 15))).toBe('stale');
		expect(at(addDays(today, 80))).toBe('hidden');
	}
	// Nothing becomes younger by a file that says no day, and what somebody found right lately is to be found right anew.
	expect(brought('', '2025-01-01').confirmedOn).toBe('2025-01-01');
	expect(brought('', '2026-05-01')).toMatchObject({
		confirmedOn: '2025-11-22',
		isConfirmed: false
	});
});

test('a telephone number has a number in it, and a postal code is one', () => {
	for (const phone of ['70 10 20 30', '+45 70102030', '112', 'tlf. 70 10 20 30 (lokal 4)'])
		expect(isPhone(phone), phone).toBe(true);
	for (const none of ['abc', '12', 'ring bare']) expect(isPhone(none), none).toBe(false);
	expect(dialled('tlf. 70 10 20 30 / 20 30 40 50')).toBe('70102030');
	expect(dialled('+45 70 10 20 30')).toBe('+4570102030');
	expect(dialled('abc')).toBe('');
	for (const code of ['4000', 'DK-4000', '0800', 'FO 100'])
		expect(isPostalCode(code), code).toBe(true);
	for (const none of ['hej', '40', '4000 Solby']) expect(isPostalCode(none), none).toBe(false);
});
