import { expect, test } from 'vitest';
import type { FrozenDocument } from '#features/documents/frozen.rules.ts';
import { precedenceIn } from './precedence.rules.ts';

const text = (words: string) => ({
	value: { kind: 'text' as const, text: words },
	notApplicable: null
});
const answers: Record<string, ReturnType<typeof text>> = {
	'supported@homes': text('yes'),
	'supported@solby': text('no'),
	'sub-agreement-title': text('Delaftale om tryghed'),
	'sub-agreement-on': text('2025-01-15')
};
const asked = (change: typeof answers = {}) =>
	precedenceIn({
		parties: [{ organisation: 'homes' }, { organisation: 'solby' }],
		answers: { ...answers, ...change }
	} as unknown as FrozenDocument);

test('R-007 the sub-agreement of a supported plan prevails, by title and day', () => {
	expect(asked()).toEqual({
		parties: ['homes'],
		prevailing: { title: 'Delaftale om tryghed', on: '2025-01-15' }
	});
});

test('R-007 nothing prevails where no plan is supported, nor by half a reference', () => {
	expect(asked({ 'supported@homes': text('no') })).toBeNull();
	expect(asked({ 'sub-agreement-on': text('') })).toBeNull();
	expect(asked({ 'sub-agreement-title': text(' ') })).toBeNull();
});
