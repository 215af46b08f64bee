import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#messages/runtime.js';
import { sayAbout } from './say-mark.ts';

overwriteGetLocale(() => 'da');

test('R-048 an arrival is no theme, and is told in a sentence of its own', () => {
	const marks = { themes: ['homelessness' as const], arrived: '2026-03-01' as const };
	expect(sayAbout({ themes: [], arrived: null }, true)).toEqual([]);
	expect(sayAbout({ ...marks, themes: [] }, true)).toEqual([
		'Din tovholder har skrevet, at du er nytilkommen, og at du kom i marts 2026.'
	]);
	expect(sayAbout(marks, true)).toHaveLength(2);
	expect(sayAbout(marks, true)[0]).toBe(
		'Din tovholder har skrevet, at dit forløb handler om: Hjemløshed.'
	);
	expect(sayAbout(marks, false)).toEqual(['Handler om: Hjemløshed', 'Nytilkommen i marts 2026']);
});
