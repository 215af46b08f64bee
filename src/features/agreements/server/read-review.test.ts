import { expect, test } from 'vitest';
import { readReview } from './read-review.ts';

const [lone, vera] = [
	{ value: 'lone.solby', person: 'lone', party: 'solby', name: 'Lone Leder' },
	{ value: 'vera.nattely', person: 'vera', party: 'nattely', name: 'Vera Vang' }
];
const posted = {
	id: 'one',
	version: 3,
	on: '2026-05-04',
	present: ['vera.nattely', 'nobody.nowhere', 'lone.solby'],
	promise: ['open-at-night', 'a-folder', 'a-course'],
	base: [1, 4, 2],
	outcome: ['behind', 'invented', 'kept'],
	about: ['Syge vagter', '', ''],
	conclusion: 'continue' as const,
	note: '',
	next: '2026-11-04',
	owner: 'vera.nattely'
};
const read = (change: Partial<typeof posted> = {}) =>
	readReview({ ...posted, ...change }, [lone!, vera!]);

test('only those the agreement names have taken part', () => {
	expect(read().present.map(({ name }) => name)).toEqual(['Lone Leder', 'Vera Vang']);
});

test('each promise keeps its own row; an outcome nobody knows is none', () => {
	expect(read().findings).toEqual([
		{ obligation: 'open-at-night', outcome: 'behind', note: 'Syge vagter', base: 1 },
		{ obligation: 'a-course', outcome: 'kept', note: '', base: 2 }
	]);
});

test('a promise that is posted twice is found once', () => {
	const twice = read({
		promise: ['a-course', 'a-course'],
		base: [2, 2],
		outcome: ['kept', 'behind'],
		about: ['', '']
	});
	expect(twice.findings).toEqual([{ obligation: 'a-course', outcome: 'kept', note: '', base: 2 }]);
});

test('R-005 a next day without somebody who sees to it is no next review', () => {
	expect(read().next).toEqual({ on: '2026-11-04', owner: { person: 'vera', party: 'nattely' } });
	expect(read({ owner: '' }).next).toBeNull();
	expect(read({ owner: 'somebody.else' }).next).toBeNull();
});
