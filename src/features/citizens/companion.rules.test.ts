import { expect, test } from 'vitest';
import { mayInvite, MOST_COMPANIONS, type Opening } from './companion.rules.ts';

const citizen: Opening = {
	state: 'open',
	isCitizen: true,
	isTovholder: false,
	hasAccount: true,
	ownEmail: 'amina@example.test',
	companions: 0
};
const tovholder: Opening = { ...citizen, isCitizen: false, isTovholder: true, hasAccount: false };
const SISTER = 'sara@example.test';
const DONE = { ok: true, value: null };
const refused = (reason: string) => ({ ok: false, reason });

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
	expect(mayInvite(opening, email, agreed)).toEqual(answer);
});
