import { expect, test } from 'vitest';
import { closingShownAt, conflictOfClosing } from './closing-conflict.ts';

test('what is ticked of a plan for closing and left alone is as it is saved meanwhile, as its words are', () => {
	const before = {
		...{
			version: 1,
			ground: null,
			groundNote: '',
			criteria: [],
			plan: 'Færdig',
			citizenPart: null
		},
		...{ citizenNote: '', toldOutside: [] }
	};
	const now = {
		...{ ...before, version: 2, criteria: [1, 2], toldOutside: ['p'] },
		...{ changedBy: 'Vera', changedAt: new Date(0) }
	} as Parameters<typeof conflictOfClosing>[0];
	const typed = {
		...{
			version: closingShownAt(before),
			ground: '',
			groundNote: '',
			criteria: [],
			plan: 'Snart færdig'
		},
		...{ citizenPart: '', citizenNote: '', toldOutside: [] }
	};
	const { texts } = conflictOfClosing(now, typed, [{ id: 'p', name: 'Værestedet' }]);
	expect(
		texts
			.filter(({ yours, saved }) => yours !== saved)
			.map(({ name, isTouched }) => [name, isTouched])
	).toEqual([
		['criteria', false],
		['plan', true],
		['toldOutside', false]
	]);
	expect(texts.at(-1)!.options).toEqual([{ value: 'p', label: 'Værestedet' }]);
});
