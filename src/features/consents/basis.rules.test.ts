import { expect, test } from 'vitest';
import { ORGANISATION_KINDS } from '#features/organisations/organisation.rules.ts';
import { allows, BASES, basisStateOf, registerBasis, type BasisWish } from './basis.rules.ts';

const TODAY = '2026-05-04';
const wish: BasisWish = {
	kind: 'vital-interest',
	provision: '',
	reason: 'Er ikke set i tre dage',
	categories: ['contact'],
	organisation: 'varmestuen',
	decidedByName: 'Lone Leder',
	decidedOn: TODAY,
	validFrom: TODAY,
	validUntil: '2026-05-11',
	citizenPart: 'told',
	citizenNote: ''
};
const partners = [
	{ id: 'varmestuen', kind: 'voluntary' as const },
	{ id: 'skolen', kind: 'private' as const },
	{ id: 'regionen', kind: 'region' as const }
];
const CHILD = '2012-05-11';
const say = (
	change: Partial<BasisWish>,
	own: 'municipality' | 'voluntary' = 'municipality',
	birthDate = CHILD
) => {
	const answer = registerBasis({ ...wish, ...change }, { partners, own, birthDate, today: TODAY });
	return answer.ok ? 'ok' : answer.reason;
};

test('L-2 SSP, PSP, KSP and SSD are not for voluntary organisations, housing associations and foundations', () => {
	const allowed = Object.fromEntries(
		BASES.map((basis) => [basis, ORGANISATION_KINDS.filter((kind) => allows(basis, kind))])
	);
	const between = ['municipality', 'region', 'private'];
	expect(allowed).toEqual({
		law: [...ORGANISATION_KINDS],
		'crime-prevention': between,
		'early-prevention': between,
		'vital-interest': [...ORGANISATION_KINDS],
		notification: [...ORGANISATION_KINDS]
	});
});

test('L-2 neither the one who is told nor the one who tells may be of a kind that it is not for', () => {
	expect(say({ kind: 'crime-prevention' })).toBe('basis-not-for-recipient');
	expect(say({ kind: 'early-prevention' })).toBe('basis-not-for-recipient');
	expect(say({ kind: 'crime-prevention', organisation: 'regionen' })).toBe('ok');
	expect(say({ kind: 'early-prevention', organisation: 'skolen' }, 'voluntary')).toBe(
		'basis-not-for-you'
	);
	expect(say({}, 'voluntary')).toBe('ok');
});

test('R-046 SSD is about children, and ends before the child is 18; the others are about anybody', () => {
	const ssd = { kind: 'early-prevention', organisation: 'regionen' } as const;
	const born = (birthDate: string, change: Partial<BasisWish>) =>
		say({ organisation: 'regionen', ...change }, 'municipality', birthDate);
	expect(born(CHILD, ssd)).toBe('ok');
	expect(born('1990-02-03', ssd)).toBe('basis-for-a-child');
	// Eighteen on the last day, and on the day after it.
	expect(born('2008-05-11', ssd)).toBe('basis-for-a-child');
	expect(born('2008-05-12', ssd)).toBe('ok');
	for (const kind of BASES.filter((each) => each !== 'early-prevention'))
		expect(born('1990-02-03', { kind, provision: '§ 1' }), kind).toBe('ok');
});

test('L-1 a law is named, and whoever is told takes part', () => {
	expect(say({ kind: 'law' })).toBe('basis-without-provision');
	expect(say({ kind: 'law', provision: 'Retssikkerhedslovens § 11 c' })).toBe('ok');
	expect(say({ organisation: 'fremmede' })).toBe('not-involved');
});

test('it is decided before it opens anything, and ends within a year', () => {
	expect(say({ decidedOn: '2026-05-05', validFrom: '2026-05-05' })).toBe('decided-in-the-future');
	expect(say({ validFrom: '2026-05-03' })).toBe('basis-before-decision');
	expect(say({ decidedOn: '2026-04-01', validFrom: '2026-04-01', validUntil: '2026-05-03' })).toBe(
		'basis-over'
	);
	expect(say({ validFrom: '2026-05-12' })).toBe('basis-over');
	expect(say({ validUntil: '2027-05-04' })).toBe('ok');
	expect(say({ validUntil: '2027-05-05' })).toBe('basis-too-long');
});

test('it runs from its first day through its last, unless it was ended', () => {
	const basis = { validFrom: '2026-05-04', validUntil: '2026-05-06', endedAt: null } as const;
	const days = ['2026-05-03', '2026-05-04', '2026-05-06', '2026-05-07'] as const;
	expect(days.map((day) => basisStateOf(basis, day))).toEqual([
		'coming',
		'running',
		'running',
		'over'
	]);
	expect(basisStateOf({ ...basis, endedAt: new Date() }, '2026-05-05')).toBe('ended');
});
