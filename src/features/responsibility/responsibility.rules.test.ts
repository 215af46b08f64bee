import { expect, test } from 'vitest';
import {
	byOrganisation,
	mayKeep,
	saysTheSame,
	settleAgreement,
	type PartSaid
} from './responsibility.rules.ts';

const SAID: PartSaid = {
	what: 'Noter',
	categories: ['housing'],
	agreement: '',
	agreementNamed: '',
	contact: 'Mona'
};
const KEPT = [{ id: 'a', title: 'Mentoraftalen' }];

test('L-11 each keeps its own part, and the project leader the whole register', () => {
	expect(mayKeep({ leads: false, answersFor: 'club' }, 'club')).toBe(true);
	expect(mayKeep({ leads: false, answersFor: 'club' }, 'other')).toBe(false);
	expect(mayKeep({ leads: false, answersFor: null }, 'club')).toBe(false);
	expect(mayKeep({ leads: true, answersFor: null }, 'other')).toBe(true);
});

test('L-11 an agreement is one that is kept here, by its title, or named outside; never both', () => {
	const settle = (agreement: string, agreementNamed: string, before: PartSaid | null = null) =>
		settleAgreement({ agreement, agreementNamed }, KEPT, before);
	expect(settle('', '')).toEqual({ ok: true, value: { agreement: null, named: '' } });
	expect(settle('', 'Hos juristen')).toEqual({
		ok: true,
		value: { agreement: null, named: 'Hos juristen' }
	});
	expect(settle('a', '')).toEqual({ ok: true, value: { agreement: 'a', named: 'Mentoraftalen' } });
	expect(settle('a', 'Hos juristen')).toEqual({ ok: false, reason: 'two-agreements-named' });
	expect(settle('b', '')).toEqual({ ok: false, reason: 'no-such-agreement' });
	// one that I may not open stays as it stands
	const before = { ...SAID, agreement: 'b', agreementNamed: 'Den anden' };
	expect(settle('b', '', before)).toEqual({
		ok: true,
		value: { agreement: 'b', named: 'Den anden' }
	});
});

test('two parts say the same whatever the kept agreement was called', () => {
	const kept = { ...SAID, agreement: 'a', agreementNamed: 'Mentoraftalen' };
	expect(saysTheSame(kept, { ...kept, agreementNamed: '' })).toBe(true);
	expect(saysTheSame(kept, { ...kept, categories: [] })).toBe(false);
});

test('an organisation that has written nothing is told all the same', () => {
	const nothing = { what: null, categories: null, agreement: null, contact: null };
	const line = { what: 'Noter', categories: ['housing' as const], agreement: '', contact: 'Mona' };
	expect(
		byOrganisation([
			{ organisation: 'k', name: 'Kommunen', ...nothing },
			{ organisation: 'c', name: 'Klubben', ...line },
			{ organisation: 'c', name: 'Klubben', ...line, what: 'Lister' }
		])
	).toEqual([
		{ id: 'k', name: 'Kommunen', parts: [] },
		{ id: 'c', name: 'Klubben', parts: [line, { ...line, what: 'Lister' }] }
	]);
});
