import { expect, test } from 'vitest';
import { missingStep, ownPath, withReturn } from './entrance.ts';

const visitor = { hat: 'organisation', strong: true, declared: true } as const;

test.each([
	['/pathways/[pathway=id]', visitor, null],
	['/pathways', { ...visitor, strong: false }, '/account/second-factor'],
	['/me/plan', { ...visitor, strong: false }, '/account/second-factor'],
	['/pathways', { ...visitor, declared: false }, '/declaration'],
	['/pathways', { ...visitor, strong: false, declared: false }, '/account/second-factor'],
	['/collaborations', { ...visitor, strong: false, declared: false }, null],
	['/collaborations/[collaboration=id]', { ...visitor, strong: false }, null],
	[
		'/collaborations/[collaboration=id]/allotments/[pathway=id]',
		{ ...visitor, strong: false },
		'/account/second-factor'
	],
	['/media', { ...visitor, strong: false }, null],
	['/collaborations', { ...visitor, hat: null }, '/hats'],
	['/pathways', { ...visitor, hat: null, strong: false }, '/hats'],
	['/', { ...visitor, hat: null }, null],
	['/account/second-factor', { ...visitor, hat: null, strong: false }, null],
	['/accounting', { ...visitor, hat: null }, '/hats'],
	['/hats', { ...visitor, hat: null }, null],
	['/administration', { ...visitor, strong: false }, null]
])('before %s, %j goes to %s', (route, who, step) => {
	expect(missingStep(route, who)).toBe(step);
});

const weakAdministrator = { ...visitor, hat: 'administrator', strong: false } as const;

test.each([
	'/administration',
	'/administration/people/invite',
	'/collaborations/[collaboration=id]/leader',
	'/framework',
	'/notices',
	'/confirmations'
])('with a password alone an administrator is led from %s to the second factor', (route) => {
	expect(missingStep(route, weakAdministrator)).toBe('/account/second-factor');
	expect(missingStep(route, { ...weakAdministrator, strong: true })).toBeNull();
});

test.each(['/', '/account', '/account/second-factor', '/account/passkeys', '/hats', '/sign-out'])(
	'… and the way there stays open: %s',
	(route) => {
		expect(missingStep(route, weakAdministrator)).toBeNull();
	}
);

test.each([
	['/pathways/1?a=b', '/pathways/1?a=b'],
	['/pathways/1?/record', '/pathways/1?/record'],
	['//evil.example', '/'],
	['/\\evil.example', '/'],
	['/a\\b', '/'],
	['/\t/evil.example', '/'],
	['https://evil.example', '/'],
	['javascript:alert(1)', '/'],
	['', '/'],
	[null, '/'],
	[`/${'a'.repeat(2000)}`, '/'],
	['/..//evil.example', '/']
])('the place to go on to in %j is %j', (typed, path) => {
	expect(ownPath(typed)).toBe(path);
});

test('a return to the front page is not spelled out', () => {
	expect(withReturn('/sign-in', '/')).toBe('/sign-in');
	expect(withReturn('/sign-in', '/a?b=c')).toBe('/sign-in?to=%2Fa%3Fb%3Dc');
});
