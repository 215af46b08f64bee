import { describe, expect, test } from 'vitest';
import {
	canLead,
	followUpGroupLacks,
	projectGroupLacks,
	steeringGroupLacks,
	type Member
} from './groups.rules.ts';

const leadership = { host: 'solby', leader: 'lone' };
const lone: Member = member('lone', 'solby', 'municipality', 'project-leader');
const mads = member('mads', 'solby', 'municipality', 'manager');
const vera = member('vera', 'shelter', 'voluntary', 'manager');
const valid = [lone, mads, vera];

describe('a steering group', () => {
	test('R-063 is whole with the project leader, a municipal manager and a voluntary or private one', () => {
		expect(steeringGroupLacks(valid, leadership)).toEqual([]);
	});

	test.each([
		['voluntary', []],
		['private', []],
		['housing', []],
		['foundation', []],
		['region', ['no-private-or-voluntary-manager']],
		['municipality', ['no-private-or-voluntary-manager']]
	] as const)('R-063 a manager of a %s organisation as the third: lacks %j', (kind, lacks) => {
		const third = member('vera', 'elsewhere', kind, 'manager');
		expect(steeringGroupLacks([lone, mads, third], leadership)).toEqual(lacks);
	});

	test.each<[string, Member[], string[]]>([
		[
			'nobody',
			[],
			['project-leader-not-in-group', 'no-municipal-manager', 'no-private-or-voluntary-manager']
		],
		['no project leader in it', [mads, vera], ['project-leader-not-in-group']],
		['no municipal manager', [lone, vera], ['no-municipal-manager']],
		[
			'a municipal employee only',
			[lone, { ...mads, function: 'employee' }, vera],
			['no-municipal-manager']
		],
		[
			'another municipality’s manager',
			[lone, { ...mads, organisation: 'vestby' }, vera],
			['no-municipal-manager']
		],
		['no one from outside', [lone, mads], ['no-private-or-voluntary-manager']],
		[
			'a volunteer only',
			[lone, mads, { ...vera, function: 'volunteer' }],
			['no-private-or-voluntary-manager']
		]
	])('R-063 with %s is told what it lacks', (_, members, lacks) => {
		expect(steeringGroupLacks(members, leadership)).toEqual(lacks);
	});

	test('R-057 without a project leader that comes first', () => {
		expect(steeringGroupLacks(valid, { host: 'solby', leader: null })).toEqual([
			'no-project-leader'
		]);
	});

	test('A-13 a project leader who is also a manager does not fill the manager’s seat', () => {
		const both = { ...lone, function: 'manager' as const };
		expect(steeringGroupLacks([both, vera], leadership)).toEqual(['no-municipal-manager']);
	});
});

describe('a project group', () => {
	test('R-061 has the project leader and people of all three sectors', () => {
		const group = [
			lone,
			member('pia', 'clinic', 'private', 'employee'),
			member('viggo', 'shelter', 'voluntary', 'volunteer')
		];
		expect(projectGroupLacks(group, leadership)).toEqual([]);
	});

	test('R-061 is told each sector that is missing', () => {
		expect(projectGroupLacks([lone], leadership)).toEqual([
			'no-private-member',
			'no-voluntary-member'
		]);
		expect(projectGroupLacks([vera], leadership)).toEqual([
			'project-leader-not-in-group',
			'no-municipal-member',
			'no-private-member'
		]);
	});
});

describe('a follow-up group', () => {
	test('R-230 has members of both sides, where there is one', () => {
		expect(followUpGroupLacks([], leadership)).toEqual([]);
		expect(followUpGroupLacks([lone], leadership)).toEqual(['no-other-member']);
		expect(followUpGroupLacks([vera], leadership)).toEqual(['no-municipal-member']);
		expect(followUpGroupLacks([lone, vera], leadership)).toEqual([]);
	});
});

describe('a project leader', () => {
	test.each<[string, Member, boolean]>([
		['an employee of the municipality', { ...mads, function: 'employee' }, true],
		['a manager of the municipality', mads, true],
		['a volunteer of the municipality', { ...mads, function: 'volunteer' }, false],
		['a manager of a partner', vera, false],
		['a manager of another municipality', { ...mads, organisation: 'vestby' }, false]
	])('R-060 %s: %s can lead: %s', (_, who, expected) => {
		expect(canLead(who, 'solby')).toBe(expected);
	});
});

function member(
	person: string,
	organisation: string,
	kind: Member['kind'],
	is: Member['function']
): Member {
	return { person, organisation, kind, function: is };
}
