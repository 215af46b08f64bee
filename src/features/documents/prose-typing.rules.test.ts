import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseProse, wordsOfProse } from '#values/prose.ts';
import { enter, MARKS, press, type Mark, type Typing } from './prose-typing.rules.ts';

/** 'a [b] c': what stands between the angles ‹ and › is selected; one ‹› is a caret. */
function typing(shown: string): Typing {
	const from = shown.indexOf('‹');
	const to = shown.indexOf('›') - 1;
	return { text: shown.replace(/[‹›]/g, ''), from, to };
}
const shown = ({ text, from, to }: Typing) =>
	`${text.slice(0, from)}‹${text.slice(from, to)}›${text.slice(to)}`;

test.each<[Mark, string, string]>([
	['bold', 'en ‹kop› kaffe', 'en **‹kop›** kaffe'],
	['bold', 'en **‹kop›** kaffe', 'en ‹kop› kaffe'],
	['bold', 'en k‹›op kaffe', 'en **‹kop›** kaffe'],
	['italic', 'en‹ kop ›kaffe', 'en _‹kop›_ kaffe'],
	['bold', '‹- en\n- to›', '‹- **en**\n- **to**›'],
	['bold', '‹1. en›', '1. **‹en›**'],
	['bold', 'nr. 2‹1. en› til', 'nr. 2**‹1. en›** til'],
	['bold', '‹›', '**‹›**'],
	['bullets', 'en\nt‹o\ntr›e\nfire', 'en\n‹- to\n- tre›\nfire'],
	['bullets', '- t‹›o', 'to‹›'],
	['bullets', '‹1. en\n2. to›', '‹- en\n- to›'],
	['numbers', '‹en\n\nto›', '‹1. en\n\n2. to›'],
	['numbers', '‹1. en\n2. to›', '‹en\nto›'],
	['heading', 'M‹›ål', '# Mål‹›'],
	['heading', '# M‹›ål', 'Mål‹›'],
	['bullets', '‹›', '- ‹›'],
	['link', 'Læs ‹mere her›.', 'Læs [mere her](https://‹›).'],
	['link', 'Læs ‹https://solby.example› nu', 'Læs [‹›](https://solby.example) nu'],
	['link', 'Læs ‹›', 'Læs [‹›](https://)']
])('%s makes of %j %j', (mark, before, after) => {
	expect(shown(press(mark, typing(before)))).toBe(after);
});

test.each<[string, string | undefined]>([
	['- en‹›', '- en\n- ‹›'],
	['- e‹›n', '- e\n- ‹›n'],
	['9. ni‹›', '9. ni\n10. ‹›'],
	['- en\n- ‹›', '- en\n‹›'],
	['en‹›', undefined],
	['‹›- en', undefined],
	['- ‹en›', undefined]
])('Enter in %j gives %j', (before, after) => {
	const pressed = enter(typing(before));
	expect(pressed && shown(pressed)).toBe(after);
});

describe('whatever is typed and selected', () => {
	const line = fc.string({ unit: fc.constantFrom('æ', 'b', ' ', '1', '.', 'ø') });
	const plain = fc.tuple(fc.array(line), fc.nat(), fc.nat()).map(([lines, one, other]) => {
		const text = lines.join('\n');
		const [from, to] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b);
		return { text, from: from!, to: to! };
	});

	test('no word is lost, and the selection lies in the text', () => {
		fc.assert(
			fc.property(plain, fc.constantFrom(...MARKS), (typed, mark) => {
				const { text, from, to } = press(mark, typed);
				expect(0 <= from && from <= to && to <= text.length).toBe(true);
				const letters = (words: string) => words.replaceAll(/[^æbø]/g, '');
				expect(letters(text.replaceAll('https://', ''))).toBe(letters(typed.text));
			})
		);
	});

	test('bold pressed again is as before', () => {
		fc.assert(
			fc.property(plain, fc.constantFrom<Mark>('bold', 'italic'), (typed, mark) => {
				fc.pre(!typed.text.slice(typed.from, typed.to).trim().includes('\n'));
				expect(press(mark, press(mark, typed)).text).toBe(typed.text);
			}),
			{ numRuns: 2000 }
		);
	});

	test('lines made a list are one', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('æble', 'brød', 'is og kage'), { minLength: 2 }),
				(lines) => {
					const text = lines.join('\n');
					for (const mark of ['bullets', 'numbers'] as const) {
						const listed = press(mark, { text, from: 0, to: text.length }).text;
						expect(parseProse(listed)).toMatchObject([{ is: mark }]);
						expect(wordsOfProse(listed)).toBe(text);
					}
				}
			)
		);
	});
});
