import { expect, test } from 'vitest';
import { mayInvite, MOST_COMPANIONS, type Opening } from './companion.rules.ts';

const citizen: Opening = {
	state: 'open',
	isCitizen: true,
	isTovholder: false,
	hasAccount: true,
	ownEmail: 'amina@example.test',
	companions: 0,
	birthDate: '1980-05-04',
	guardians: []
};
const tovholder: Opening = { ...citizen, isCitizen: false, isTovholder: true, hasAccount: false };
const SISTER = 'sara@example.test';
const DONE = { ok: true, value: null };
const refused = (reason: string) => ({ ok: false, reason });

const TODAY = '2026-05-04';
const MOTHER = { id: 'mother', custody: 'shared' as const };
const FATHER = { id: 'father', custody: 'shared' as const };

test.each<[string, Opening, string, boolean, object]>([
	['the citizen invites', citizen, SISTER, false, DONE],
	['R-142 the tovholder, on what was agreed', tovholder, SISTER, true, DONE],
	['nobody agreed anything', tovholder, SISTER, false, refused('citizen-decides')],
	[
		'the citizen decides in person',
		{ ...tovholder, hasAccount: true },
		SISTER,
		true,
		refused('citizen-decides')
	],
	['neither of them', { ...tovholder, isTovholder: false }, SISTER, true, refused('not-there')],
	['a closed pathway', { ...citizen, state: 'closed' }, SISTER, false, refused('pathway-closed')],
	['oneself', citizen, citizen.ownEmail, false, refused('own-companion-address')],
	[
		'one too many',
		{ ...citizen, companions: MOST_COMPANIONS },
		SISTER,
		false,
		refused('too-many-companions')
	]
])('%s', (_, opening, email, agreed, answer) => {
	expect(mayInvite(opening, email, agreed ? { guardians: [] } : null, TODAY)).toEqual(answer);
});

test('L-17 a companion of a child under 15 is let in by all with custody; from 15 the young person invites', () => {
	const guardians = [MOTHER, FATHER, { id: 'aunt', custody: 'none' as const }];
	const born = (birthDate: string, one: Opening) => ({ ...one, birthDate, guardians });
	const say = (opening: Opening, ...agreed: string[]) => {
		const decision = mayInvite(
			opening,
			SISTER,
			agreed.length > 0 ? { guardians: agreed } : null,
			TODAY
		);
		return decision.ok ? 'yes' : decision.reason;
	};
	const child = born('2011-05-05', { ...tovholder, hasAccount: true });
	expect(say(born('2011-05-05', citizen))).toBe('guardians-say-it');
	expect(say(born('2011-05-04', citizen))).toBe('yes');
	expect(say(child)).toBe('guardians-say-it');
	expect(say(child, 'mother')).toBe('all-with-custody-say-it');
	expect(say(child, 'mother', 'father')).toBe('yes');
	expect(say({ ...child, guardians: [MOTHER] }, 'mother')).toBe('custody-not-known');
});
