import { expect, test } from 'vitest';
import { adapt, NO_CHANGES } from './adaptation.rules.ts';
import { template } from './example-template.rules.ts';
import { sayDifferences } from './say-edition.ts';

test('what is said otherwise is shown with the words that were and the words that are, and nothing else is', () => {
	const newer = adapt(template, {
		...NO_CHANGES,
		owner: 'solby',
		revision: 1,
		original: { key: 'example', edition: 1 },
		reworded: {
			about: { label: 'Om indsatsen' },
			'section/ours': { guidance: 'Kun jeres egne.' }
		},
		demanded: ['extra']
	});
	if (!newer.ok) throw new Error(newer.reason);
	const said = sayDifferences(template, newer.value);
	expect(said.flatMap(({ words }) => words)).toEqual(
		expect.arrayContaining([
			{ before: 'label_about', after: 'Om indsatsen' },
			{ before: expect.any(String), after: 'Kun jeres egne.' }
		])
	);
	expect(said.filter(({ words }) => words.length > 0)).toHaveLength(2);
	expect(said).toHaveLength(3);
});
