import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CUSTODIES, turns } from '#features/children/custody.rules.ts';
import { addDays } from '#values/day.ts';
import {
	lastDayFrom,
	mayAnswer,
	mayGive,
	mustBeHeard,
	readerOf,
	stageOn,
	usualGiver,
	type GivenFor
} from './giver.rules.ts';

const TODAY = '2026-05-04';
const MOTHER = { id: 'mother', custody: 'shared' as const };
const FATHER = { id: 'father', custody: 'shared' as const };
const AUNT = { id: 'aunt', custody: 'none' as const };
const bornFor = (years: number) => turns(TODAY, -years);
const give = (
	years: number,
	given: Partial<GivenFor>,
	guardians: Parameters<typeof mayGive>[1]['guardians'] = [MOTHER, FATHER, AUNT],
	validUntil = TODAY
) => {
	const whole = {
		givenBy: 'guardian' as const,
		guardians: [],
		heard: 'Ja',
		unableWhy: '',
		...given
	};
	const decision = mayGive(whole, { birthDate: bornFor(years), guardians }, TODAY, validUntil);
	return decision.ok ? 'yes' : decision.reason;
};
const BOTH = { guardians: ['mother', 'father'] };

test('L-3 for an adult a guardian says yes by a decision that is written down, and nobody by being a parent', () => {
	expect(give(35, { givenBy: 'guardian' })).toBe('guardian-without-ground');
	expect(give(35, { givenBy: 'guardian', unableWhy: ' ' })).toBe('guardian-without-ground');
	const ground = 'Familieretshuset, 3. marts 2024';
	expect(give(35, { givenBy: 'guardian', unableWhy: ground })).toBe('yes');
	expect(give(35, { givenBy: 'citizen' })).toBe('yes');
});

test('R-046 an age begins on the birthday, and on the last of February for who was born on the 29th', () => {
	expect(turns('2008-05-04', 18)).toBe(TODAY);
	expect(turns('2008-02-29', 18)).toBe('2026-02-28');
	expect(stageOn('2011-05-05', TODAY)).toBe('child');
	expect(stageOn('2011-05-04', TODAY)).toBe('young');
	expect(stageOn('2008-05-05', TODAY)).toBe('young');
	expect(stageOn('2008-05-04', TODAY)).toBe('adult');
	expect(usualGiver('child')).toBe('guardian');
	expect(usualGiver('young')).toBe('citizen');
});

test('L-3 below 15 all with custody say yes, and the child never alone', () => {
	expect(give(14, BOTH)).toBe('yes');
	expect(give(14, { givenBy: 'citizen' })).toBe('guardians-say-it');
	expect(give(14, { guardians: ['mother'] })).toBe('all-with-custody-say-it');
	expect(give(14, { guardians: ['mother', 'father', 'aunt'] })).toBe('without-custody');
	expect(give(14, { guardians: [] })).toBe('without-custody');
	expect(give(14, { guardians: ['aunt'] }, [AUNT])).toBe('custody-not-known');
	// One of two alone is written down: the other is somebody too.
	expect(give(14, { guardians: ['mother'] }, [MOTHER])).toBe('custody-not-known');
	// An appointed guardian is not the other one of two who share it.
	const appointed = { id: 'guardian', custody: 'appointed' as const };
	expect(give(14, { guardians: ['mother', 'guardian'] }, [MOTHER, appointed])).toBe(
		'custody-not-known'
	);
	expect(
		give(14, { guardians: ['mother', 'father', 'guardian'] }, [MOTHER, FATHER, appointed])
	).toBe('yes');
	for (const custody of ['sole', 'appointed'] as const)
		expect(give(14, { guardians: ['mother'] }, [{ id: 'mother', custody }, AUNT])).toBe('yes');
});

test('L-17 a child of 10 is heard before others say yes for it', () => {
	expect(give(10, { ...BOTH, heard: ' ' })).toBe('child-not-heard');
	expect(give(9, { ...BOTH, heard: '' })).toBe('yes');
	expect(mustBeHeard(bornFor(10), TODAY)).toBe(true);
	expect(mustBeHeard(addDays(bornFor(10), 1), TODAY)).toBe(false);
});

test('L-3 from 15 the young person says it, unless it is written why they cannot', () => {
	expect(give(15, { givenBy: 'citizen' })).toBe('yes');
	expect(give(15, BOTH)).toBe('young-person-says-it');
	expect(give(15, { ...BOTH, unableWhy: 'Kan ikke forstå det' })).toBe('yes');
	expect(give(18, { givenBy: 'guardian' })).toBe('guardian-without-ground');
});

test('L-3 what others say for a child ends before they say it themselves', () => {
	const born = addDays(bornFor(15), 10);
	expect(lastDayFrom(born, 'guardian', TODAY)).toBe(addDays(TODAY, 9));
	expect(lastDayFrom(bornFor(10), 'guardian', TODAY)).toBe('2027-05-04');
	expect(lastDayFrom(bornFor(15), 'citizen', TODAY)).toBe('2027-05-04');
	expect(lastDayFrom(bornFor(17), 'guardian', TODAY)).toBe(addDays('2027-05-04', -1));
	expect(give(14, BOTH, undefined, addDays(TODAY, 365))).toBe('runs-past-the-birthday');
});

test('L-3 a no is heard from the child, and from any one with custody', () => {
	const no = (years: number, given: Partial<GivenFor>) => {
		const whole = {
			givenBy: 'guardian' as const,
			guardians: [],
			heard: '',
			unableWhy: '',
			...given
		};
		const about = { birthDate: bornFor(years), guardians: [MOTHER, FATHER, AUNT] };
		const decision = mayAnswer(whole, about, TODAY);
		return decision.ok ? 'no' : decision.reason;
	};
	expect(no(6, { givenBy: 'citizen' })).toBe('no');
	expect(no(14, { guardians: ['father'] })).toBe('no');
	expect(no(14, { guardians: ['aunt'] })).toBe('without-custody');
	expect(no(16, { guardians: ['father'] })).toBe('young-person-says-it');
});

test('L-4 the words are for whoever answers', () => {
	expect(readerOf('adult', 'guardian')).toBe('citizen');
	expect(readerOf('young', 'citizen')).toBe('young');
	expect(readerOf('child', 'guardian')).toBe('guardian');
	expect(readerOf('young', 'guardian')).toBe('guardian');
});

test('L-3 whoever is around a child, no yes counts that one with custody has not said, or that lasts too long', () => {
	const around = fc.uniqueArray(
		fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), custody: fc.constantFrom(...CUSTODIES) }),
		{ selector: ({ id }) => id }
	);
	fc.assert(
		fc.property(
			around,
			fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
			fc.integer({ min: 0, max: 17 * 365 }),
			fc.integer({ min: 0, max: 400 }),
			(guardians, chosen, age, length) => {
				const birthDate = addDays(TODAY, -age);
				const validUntil = addDays(TODAY, length);
				const given = {
					givenBy: 'guardian' as const,
					guardians: chosen,
					heard: 'x',
					unableWhy: 'x'
				};
				const decision = mayGive(given, { birthDate, guardians }, TODAY, validUntil);
				const holders = guardians.filter(({ custody }) => custody !== 'none');
				const isRight =
					holders.length > 0 &&
					holders.filter(({ custody }) => custody === 'shared').length !== 1 &&
					holders.length === chosen.length &&
					holders.every(({ id }) => chosen.includes(id)) &&
					validUntil <= lastDayFrom(birthDate, 'guardian', TODAY);
				expect(decision.ok).toBe(isRight);
			}
		)
	);
});
