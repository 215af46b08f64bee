import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayOf } from '#values/day.ts';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import {
	type Consent,
	type ConsentWish,
	covers,
	giveConsent,
	endsSoon,
	longestFrom,
	refuseConsent,
	type RefusedWish,
	stateOf,
	stoppedOn
} from './consent.rules.ts';
import { BY_THEMSELVES } from './giver.rules.ts';
import { NO_INTERPRETER } from './interpreter.rules.ts';

const NOW = new Date('2026-05-04T10:00:00Z');
/** The day the pathway began. */
const BEGUN = '2026-04-01';
const wish: ConsentWish = {
	purpose: 'At finde et sted at bo',
	categories: ['housing'],
	organisations: ['shelter'],
	givenBy: 'citizen',
	...BY_THEMSELVES,
	givenByName: 'Amina Andersen',
	informedAt: new Date('2026-05-04T09:00:00Z'),
	givenAt: new Date('2026-05-04T09:10:00Z'),
	validUntil: '2027-05-04'
};
const refusal = (change: Partial<ConsentWish>, partners = ['shelter']) => {
	const given = giveConsent({ ...wish, ...change }, { partners, now: NOW, begunOn: BEGUN });
	return given.ok ? null : given.reason;
};

test('R-147: purpose and recipients stand there before the yes', () => {
	expect(refusal({})).toBe(null);
	expect(refusal({ purpose: ' ' })).toBe('no-purpose');
	expect(refusal({ organisations: [] })).toBe('no-recipient');
	expect(refusal({ categories: [] })).toBe('no-recipient');
});

test('R-147: the citizen is informed at or before the moment of the yes, never after', () => {
	expect(refusal({ informedAt: wish.givenAt })).toBe(null);
	expect(refusal({ informedAt: new Date(wish.givenAt.getTime() + 1) })).toBe(
		'informed-after-given'
	);
});

test('a consent is registered when it has been given, not before', () => {
	expect(refusal({ givenAt: NOW })).toBe(null);
	expect(refusal({ givenAt: new Date(NOW.getTime() + 1) })).toBe('given-in-the-future');
});

test('a day before the pathway began is a slip of the pen: nobody was shown the words then', () => {
	const at = (day: string) => new Date(`${day}T10:00:00Z`);
	const dated = (day: string) =>
		refusal({ informedAt: at(day), givenAt: at(day), validUntil: '2026-12-01' });
	expect(dated('2026-04-01')).toBe(null);
	expect(dated('2026-03-31')).toBe('given-before-the-pathway');
});

test('L-3 a consent that runs is said to end soon in its last thirty days', () => {
	expect(
		['2026-06-04', '2026-06-03', '2026-05-04', '2026-05-03'].map((until) =>
			endsSoon(until, '2026-05-04')
		)
	).toEqual([false, true, true, false]);
});

test('only those who are involved, or thought of, are let in', () => {
	expect(refusal({ organisations: ['shelter', 'landlord'] })).toBe('not-involved');
	expect(refusal({ organisations: ['shelter', 'landlord'] }, ['landlord', 'shelter'])).toBe(null);
});

test.each([
	['2026-05-03', 'consent-already-over'],
	['2026-05-04', null],
	['2027-05-04', null],
	['2027-05-05', 'consent-too-long']
])('L-3: a consent given on 4 May 2026 until %s answers %s', (validUntil, answer) =>
	expect(refusal({ validUntil })).toBe(answer)
);

test('a year from the last day of February is a day that exists', () => {
	expect(longestFrom('2028-02-29')).toBe('2029-02-28');
});

const someDay = fc.integer({ min: -500, max: 500 }).map((days) => addDays('2026-05-04', days));
const someConsent: fc.Arbitrary<Consent> = fc.record({
	categories: fc.subarray([...CATEGORIES]),
	organisations: fc.subarray(['shelter', 'landlord', 'clinic']),
	validFrom: someDay,
	validUntil: someDay,
	withdrawnAt: fc.constantFrom(null, NOW),
	endedWithPathway: fc.constant(false)
});

test('a withdrawn consent covers nothing, for nobody, on no day', () => {
	fc.assert(
		fc.property(someConsent, someDay, fc.constantFrom(...CATEGORIES), (consent, day, category) => {
			expect(covers({ ...consent, withdrawnAt: NOW }, 'shelter', category, day)).toBe(false);
		})
	);
});

test('a consent covers exactly its categories, its organisations and its days', () => {
	fc.assert(
		fc.property(
			someConsent,
			someDay,
			fc.constantFrom(...CATEGORIES),
			fc.constantFrom('shelter', 'landlord', 'clinic', 'stranger'),
			(consent, day, category, organisation) => {
				expect(covers(consent, organisation, category, day)).toBe(
					consent.withdrawnAt === null &&
						consent.validFrom <= day &&
						day <= consent.validUntil &&
						consent.categories.includes(category) &&
						consent.organisations.includes(organisation)
				);
			}
		)
	);
});

test('whatever is accepted runs today or later, at most a year, and was explained first', () => {
	const moment = fc
		.integer({ min: -400, max: 5 })
		.map((days) => new Date(NOW.getTime() + days * 86_400_000));
	fc.assert(
		fc.property(moment, moment, someDay, (informedAt, givenAt, validUntil) => {
			const given = giveConsent(
				{ ...wish, informedAt, givenAt, validUntil },
				{ partners: ['shelter'], now: NOW, begunOn: '2000-01-01' }
			);
			if (!given.ok) return;
			const { validFrom } = given.value;
			expect(informedAt <= givenAt && givenAt <= NOW).toBe(true);
			expect(validUntil >= dayOf(NOW) && validUntil <= longestFrom(validFrom)).toBe(true);
			expect(
				stateOf({ validFrom, validUntil, withdrawnAt: null, endedWithPathway: false }, dayOf(NOW))
			).toBe('running');
		})
	);
});

test('L-3 what ended with the pathway was taken back by nobody, and what had run out by then had run out', () => {
	const given = {
		validFrom: '2026-01-01',
		validUntil: '2026-12-31',
		withdrawnAt: NOW,
		endedWithPathway: true
	};
	expect(stateOf(given, '2026-06-01')).toBe('closed');
	expect(stoppedOn(given)).toBe('2026-05-04');
	expect(stateOf({ ...given, endedWithPathway: false }, '2026-06-01')).toBe('withdrawn');
	const before = { ...given, validUntil: '2026-03-01' };
	expect(stateOf(before, '2026-06-01')).toBe('over');
	expect(stoppedOn(before)).toBeNull();
	expect(stoppedOn({ ...before, endedWithPathway: false })).toBe('2026-05-04');
});

test('a no says to what and to whom, and is not of a day to come', () => {
	const no: RefusedWish = {
		purpose: 'At finde et sted at bo',
		categories: ['housing'],
		organisations: ['shelter'],
		fromWhom: '',
		language: 'da',
		...NO_INTERPRETER,
		...BY_THEMSELVES,
		refusedBy: 'citizen',
		refusedByName: 'Amina',
		refusedOn: '2026-05-04',
		note: ''
	};
	const asked = {
		partners: ['shelter'],
		today: '2026-05-04' as const,
		begunOn: '2026-04-01' as const
	};
	expect(refuseConsent(no, asked).ok).toBe(true);
	for (const [change, reason] of [
		[{ purpose: ' ' }, 'no-purpose'],
		[{ organisations: [] }, 'no-recipient'],
		[{ organisations: ['elsewhere'] }, 'not-involved'],
		[{ refusedOn: '2026-05-05' }, 'given-in-the-future']
	] as const)
		expect(refuseConsent({ ...no, ...change } as RefusedWish, asked)).toMatchObject({ reason });
});
