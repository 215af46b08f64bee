import { expect, test } from 'vitest';
import type { Visitor } from '#values/visitor.ts';
import { currentOf, destinations, homeOf } from './navigation.ts';

const visitor = (hat: Visitor['hat'], tenant: string | null = 'solby'): Visitor => ({
	person: 'a',
	name: 'Maja Holm',
	hat,
	tenant,
	tenantName: null,
	organisation: null,
	organisationName: null,
	organisationKind: null,
	function: null,
	strong: true,
	declared: true,
	hats: 1,
	unread: 0
});
const addresses = (hat: Visitor['hat']) => destinations(visitor(hat)).map(({ href }) => href);

test('nobody, and nobody in particular, is led anywhere', () => {
	expect(destinations(null)).toEqual([]);
	expect(addresses(null)).toEqual([]);
	expect(homeOf(null)).toBe('/');
});

test('a citizen is led to the own page only, and begins there', () => {
	expect(addresses('self')).toEqual(['/me']);
	expect(homeOf(visitor('self'))).toBe('/me');
});

test('an administrator is not led to any pathway', () => {
	expect(addresses('administrator').filter((href) => !href.startsWith('/administration'))).toEqual(
		[]
	);
});

test('an administrator without a municipality is led to where one is made, and nowhere else', () => {
	expect(destinations(visitor('administrator', null)).map(({ href }) => href)).toEqual([
		'/administration'
	]);
});

test('the current entry is the nearest one above the page', () => {
	const offered = destinations(visitor('administrator'));
	expect(currentOf(offered, '/administration')).toBe('/administration');
	expect(currentOf(offered, '/administration/people/7')).toBe('/administration/people');
	expect(currentOf(offered, '/administrations')).toBeUndefined();
});

test('the front page is current on the front page only', () => {
	const offered = destinations(visitor('organisation'));
	expect(currentOf(offered, '/')).toBe('/');
	expect(currentOf(offered, '/pathways/new')).toBe('/pathways');
	expect(currentOf(offered, '/accessibility')).toBeUndefined();
});

test('what was promised in an agreement, and what it is written on, lies under the agreements', () => {
	const offered = destinations(visitor('organisation'));
	for (const path of [
		'/agreements/7/end',
		'/promises',
		'/promises/7',
		'/templates/7',
		'/certificates/7'
	])
		expect(currentOf(offered, path)).toBe('/agreements');
	expect(currentOf(destinations(visitor('administrator')), '/templates')).toBe('/administration');
});

test('one’s own tasks lie under one’s own work', () => {
	expect(currentOf(destinations(visitor('organisation')), '/my-tasks')).toBe('/');
});
