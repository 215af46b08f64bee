import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	ANSWERS,
	chooseOwners,
	CITIZEN,
	isAcceptedByAll,
	keyOf,
	shapeAnswer,
	standingsOf,
	type Answer,
	type Given,
	type Said
} from './plan.rules.ts';

const TODAY = '2026-05-04';
const mette = { person: 'p1', organisation: 'o1', name: 'Mette', organisationName: 'Solby' };
const owners = (chosen: string[], reviewOn: string | null = null) =>
	chooseOwners(chosen, [mette], reviewOn, TODAY);

test('R-055 a plan has an owner: somebody on the pathway, or the citizen', () => {
	expect(owners([])).toEqual({ ok: false, reason: 'plan-without-owner' });
	expect(owners(['p2 o1'])).toEqual({ ok: false, reason: 'owner-not-involved' });
	expect(owners([CITIZEN])).toEqual({ ok: true, value: { owners: [], citizenOwns: true } });
	expect(owners([keyOf(mette), CITIZEN])).toEqual({
		ok: true,
		value: { owners: [mette], citizenOwns: true }
	});
});

test('it is looked at again today at the earliest', () => {
	expect(owners([CITIZEN], '2026-05-03')).toEqual({ ok: false, reason: 'review-in-the-past' });
	expect(owners([CITIZEN], '2026-05-04')).toMatchObject({ ok: true });
});

test('R-055 whoever disagrees says why; a yes needs no words', () => {
	const said = (answer: Answer, note: string) =>
		shapeAnswer({ answer, note, checked: null }, 'partner');
	expect(said('disagrees', '  ')).toMatchObject({ reason: 'disagreement-without-note' });
	expect(said('disagrees', ' For hurtigt ')).toEqual({
		ok: true,
		value: { answer: 'disagrees', note: 'For hurtigt', checked: null }
	});
	expect(said('accepted', '')).toMatchObject({ ok: true });
});

test('L-26 a yes that is written down for the citizen stands with how it was checked, and no other answer does', () => {
	const told = (said: Partial<Said>) =>
		shapeAnswer({ answer: 'accepted', note: '', checked: null, ...said }, 'told');
	expect(told({})).toEqual({ ok: false, reason: 'yes-unchecked' });
	expect(told({ checked: 'own-words' })).toMatchObject({ value: { checked: 'own-words' } });
	expect(told({ checked: 'other' })).toEqual({ ok: false, reason: 'check-without-note' });
	expect(told({ checked: 'other', note: 'Hun tegnede den' })).toMatchObject({ ok: true });
	expect(told({ answer: 'not-yet', checked: 'own-words' })).toMatchObject({
		value: { checked: null }
	});
	for (const side of ['citizen', 'partner'] as const)
		expect(shapeAnswer({ answer: 'accepted', note: '', checked: 'own-words' }, side)).toMatchObject(
			{ value: { checked: null } }
		);
});

const given = (organisation: string | null, answer: Given['answer']): Given => ({
	organisation,
	name: organisation ?? '',
	answer,
	note: '',
	by: 'x',
	told: false,
	checked: null,
	at: '2026-05-04T10:00:00Z',
	version: 1,
	former: []
});
const asked = (organisation: string | null) => ({
	organisation,
	name: organisation ?? '',
	mayRead: true
});

test('the citizen stands first, whoever has not answered stands at not yet, and who has left is listed still', () => {
	const found = standingsOf(
		[asked('a'), asked(null)],
		[given('a', 'accepted'), given('gone', 'disagrees')]
	);
	expect(found.map(({ organisation, answer }) => [organisation, answer])).toEqual([
		[null, 'not-yet'],
		['a', 'accepted'],
		['gone', 'disagrees']
	]);
});

test('R-055 accepted by all means each of those asked, and nobody else counts', () => {
	const parties = fc.constantFrom(null, 'a', 'b', 'c');
	const answers = fc.uniqueArray(fc.tuple(parties, fc.constantFrom(...ANSWERS)), {
		selector: ([party]) => party
	});
	fc.assert(
		fc.property(fc.uniqueArray(parties), answers, (who, said) => {
			const all = said.map(([party, answer]) => given(party, answer));
			const yes = said.filter(([, answer]) => answer === 'accepted').map(([party]) => party);
			expect(isAcceptedByAll(who.map(asked), all)).toBe(who.every((each) => yes.includes(each)));
			expect(standingsOf(who.map(asked), all)).toHaveLength(
				new Set([...who, ...said.map(([party]) => party)]).size
			);
		})
	);
});
