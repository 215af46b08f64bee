import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { runsOf } from '#values/prose-line.ts';
import { linesOf, parseProse } from '#values/prose.ts';
import { countWords, proseDifference, type ProsePiece } from './prose-difference.rules.ts';

/** A difference in one line: {+came+}, {-went-}, and of each piece what it is and was. */
const told = (before: string, after: string) =>
	proseDifference(before, after).map(
		({ is, was, stretches }) =>
			`${was ? `${was}>` : ''}${is}: ${stretches
				.map(({ is: fate, text, bold, href }) => {
					const words = `${bold ? '*' : ''}${text}${href ? `(${href})` : ''}`;
					if (fate === 'same') return words;
					return fate === 'added' ? `{+${words}+}` : `{-${words}-}`;
				})
				.join('')}`
	);

test('a word is told in its piece', () => {
	expect(told('# Formål\n- hjælpe unge\n- lytte', '# Formål\n- hjælpe ældre\n- lytte')).toEqual([
		'heading: Formål',
		'bullets: hjælpe {-unge-}{+ældre+}',
		'bullets: lytte'
	]);
});

test('an item that came or went is told whole', () => {
	expect(told('- b\n- c', '- a\n- b\n- c')).toEqual(['bullets: {+a+}', 'bullets: b', 'bullets: c']);
	expect(told('- a\n- b\n- c', '- b\n- c')).toEqual(['bullets: {-a-}', 'bullets: b', 'bullets: c']);
	expect(told('- a\n- b', '- a\n- b\n\nSlut')).toEqual([
		'bullets: a',
		'bullets: b',
		'paragraph: {+Slut+}'
	]);
});

test('what has become a list, bold or a link is told although its words are the same', () => {
	expect(told('ring hjem', '- ring hjem')).toEqual(['paragraph>bullets: ring hjem']);
	expect(told('Vi ringer', '# De ringer')).toEqual(['paragraph>heading: {-Vi -}{+De +}ringer']);
	expect(told('meget vigtigt', 'meget **vigtigt**')).toEqual([
		'paragraph: meget {-vigtigt-}{+*vigtigt+}'
	]);
	expect(told('[a](https://a.example)', '[a](https://b.example)')).toEqual([
		'paragraph: {-a(https://a.example)-}{+a(https://b.example)+}'
	]);
});

test('pieces that were parted or put together are told by ¶', () => {
	expect(told('a b\n\nc d', 'a b\n\nx\n\nc d')).toEqual([
		'paragraph: a b',
		'paragraph: {+x+}',
		'paragraph: c d'
	]);
	expect(told('a  b', 'a\n\nb').join()).toContain('¶');
	expect(told('a\n\nb', 'a  b').join()).toContain('¶');
});

test('words that came and went are counted, and looks with them', () => {
	expect(countWords(proseDifference('a b', 'a **b** c'))).toEqual({ added: 2, removed: 1 });
	expect(countWords(proseDifference('a', '- a'))).toEqual({ added: 0, removed: 0 });
});

const typed = fc
	.array(
		fc.constantFrom(
			'# ',
			'- ',
			'1. ',
			'2. ',
			'**a** ',
			'_b_ ',
			'c ',
			'd ',
			'e\n',
			'\n\n',
			'[f](https://f.dk) '
		),
		{
			maxLength: 25
		}
	)
	.map((pieces) => pieces.join(''));

test('what stayed and came gives the later text, what stayed and went the earlier one', () => {
	fc.assert(
		fc.property(typed, typed, (before, after) => {
			const pieces = proseDifference(before, after);
			expect(wordsIn(pieces, 'added')).toEqual(wordsOfText(after));
			expect(wordsIn(pieces, 'removed')).toEqual(wordsOfText(before));
		}),
		{ numRuns: 1_000 }
	);

	function wordsIn(pieces: ProsePiece[], fate: 'added' | 'removed') {
		return pieces
			.flatMap(({ stretches }) => stretches)
			.filter(({ is }) => is === 'same' || is === fate)
			.flatMap(({ text, bold, italic, href }) =>
				(text.match(/\S+/g) ?? []).map((word) => [word, bold, italic, href])
			)
			.filter(([word]) => word !== '¶');
	}
	function wordsOfText(text: string) {
		return parseProse(text)
			.flatMap(linesOf)
			.flatMap((spans) => runsOf(spans))
			.flatMap(({ text: words, bold, italic, href }) =>
				(words.match(/\S+/g) ?? []).map((word) => [word, bold, italic, href])
			);
	}
});
