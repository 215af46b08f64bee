import { expect, test } from 'vitest';
import { chooseLeader, leaderOn, mayHandOver } from './lead.rules.ts';

const TODAY = '2026-05-04';
const here = { leader: 'lene', leaderUntil: null };
const gone = { leader: 'lene', leaderUntil: '2026-05-03' };
const lene = {
	person: 'lene',
	hat: 'organisation',
	organisation: 'solby',
	tenant: 'solby',
	function: 'project-leader'
} as const;
const administrator = {
	...lene,
	hat: 'administrator',
	organisation: null,
	function: null
} as const;

test.each<[lastDay: string | null, leads: string | null]>([
	[null, 'lene'],
	['2026-05-05', 'lene'],
	['2026-05-04', 'lene'],
	['2026-05-03', null]
])('R-057, R-060 with the last day %s, the project leader on 4 May is %s', (leaderUntil, leads) =>
	expect(leaderOn({ leader: 'lene', leaderUntil }, TODAY)).toBe(leads)
);

test('the project leader gives the lead on, with the hat of the municipality only', () => {
	expect(mayHandOver(lene, here, TODAY).ok).toBe(true);
	expect(mayHandOver({ ...lene, organisation: 'kilden' }, here, TODAY).ok).toBe(false);
	expect(mayHandOver({ ...lene, person: 'lars' }, here, TODAY).ok).toBe(false);
	expect(mayHandOver({ ...lene, person: 'lars' }, gone, TODAY).ok).toBe(false);
});

test('an administrator chooses once the project leader has left, and not while they are here', () => {
	expect(mayHandOver(administrator, gone, TODAY)).toEqual({ ok: true, value: true });
	for (const lead of [here, { ...gone, leaderUntil: TODAY }])
		expect(mayHandOver(administrator, lead, TODAY)).toEqual({
			ok: false,
			reason: 'leader-still-here'
		});
});

test('an administrator who leads the collaboration gives it on with the municipality’s hat, not the other', () => {
	expect(mayHandOver(administrator, here, TODAY).ok).toBe(false);
});

test.each([
	['an employee of the municipality', 'solby', 'employee', true],
	['a manager of the municipality', 'solby', 'manager', true],
	['a volunteer of the municipality', 'solby', 'volunteer', false],
	['a manager of a partner', 'kilden', 'manager', false]
] as const)('R-060 %s can take over: %s %s → %s', (_, organisation, is, can) => {
	const lars = { person: 'lars', organisation, function: is };
	expect(chooseLeader('lars', [lars], 'solby').ok).toBe(can);
});

test('R-060 somebody who is not there today cannot', () => {
	expect(chooseLeader('lars', [], 'solby')).toEqual({ ok: false, reason: 'not-employed-here' });
});
