import { expect, test } from 'vitest';
import { denyEntry, denyRecipient, type DenialWish } from './denial.rules.ts';
import type { ConsentState } from './consent.rules.ts';

const SHELTER = 'shelter';
const standing = { recipients: [SHELTER, 'workshop'], denied: [], today: '2026-05-04' as const };
const wish = {
	organisation: SHELTER,
	reason: 'Kender en af dem privat',
	saidBy: 'citizen',
	saidByName: 'Amina Andersen',
	saidOn: '2026-05-04'
} satisfies DenialWish;

const states: [ConsentState, string | null][] = [
	['coming', null],
	['running', null],
	['over', 'consent-not-running'],
	['withdrawn', 'consent-not-running']
];
test.each(states)('an organisation is taken out of a consent that is %s: %s', (state, refusal) => {
	const decided = denyRecipient(wish, state, standing);
	expect(decided.ok ? null : decided.reason).toBe(refusal);
});

test('what is taken out is there to be taken out, once, and has been said', () => {
	expect(denyEntry(wish, standing).ok).toBe(true);
	expect(denyEntry({ ...wish, organisation: null }, standing).ok).toBe(true);
	expect(denyEntry({ ...wish, organisation: 'elsewhere' }, standing)).toMatchObject({
		reason: 'not-a-recipient'
	});
	expect(denyEntry(wish, { ...standing, denied: [SHELTER] })).toMatchObject({
		reason: 'already-denied'
	});
	expect(denyEntry(wish, { ...standing, denied: ['workshop'] }).ok).toBe(true);
	expect(denyEntry({ ...wish, saidOn: '2026-05-05' }, standing)).toMatchObject({
		reason: 'said-in-the-future'
	});
});

test('an entry that is kept from all is not kept from one of them as well; one kept from one may be kept from all', () => {
	expect(denyEntry(wish, { ...standing, denied: [null] })).toMatchObject({
		reason: 'already-denied'
	});
	expect(denyEntry({ ...wish, organisation: null }, { ...standing, denied: [SHELTER] }).ok).toBe(
		true
	);
});
