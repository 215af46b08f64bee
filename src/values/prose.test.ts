import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runsOf } from './prose-line.ts';
import { parseProse, spellProse, tidyProse, wordsOfProse, type Prose } from './prose.ts';

const text = (words: string) => ({ is: 'text' as const, text: words });

/** Typing that is full of marks: the pieces that could be misread, in any order. */
const marked = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				...[
					'**',
					'*',
					'_',
					'__',
					'\\',
					'[',
					']',
					'](',
					')',
					'# ',
					'- ',
					'* ',
					'• ',
					'1. ',
					'2. ',
					'2) '
				],
				...[
					'3. ',
					'\n',
					'\n\n',
					' ',
					'  ',
					'\t',
					'ord',
					'Æ',
					'1',
					'.',
					'<b>',
					'&amp;',
					'https://a.dk',
					'שלום'
				],
				...[
					'[a](https://a.dk/_x_)',
					'[b _c_](mailto:a@b.dk)',
					'(',
					'~',
					'`',
					'\u00a0',
					'\u2028',
					'😀'
				]
			),
			fc.string({ unit: 'grapheme', maxLength: 3 })
		),
		{ maxLength: 40 }
	)
	.map((pieces) => pieces.join(''));

describe('one spelling', () => {
	test('what was typed reads the same in its one spelling, and is spelled so once and for all', () => {
		fc.assert(
			fc.property(marked, (typed) => {
				const spelled = tidyProse(typed);
				expect(parseProse(spelled)).toEqual(parseProse(typed));
				expect(tidyProse(spelled)).toBe(spelled);
			}),
			{ numRuns: 3_000 }
		);
	});

	test('a text of any form is spelled so that it is read as the same', () => {
		const word = fc
			.string({
				unit: fc.constantFrom(
					'a',
					'Æ',
					'1',
					'*',
					'_',
					'[',
					']',
					'(',
					')',
					'\\',
					'#',
					'-',
					'.',
					'<'
				),
				maxLength: 6
			})
			// a mark beside its like is none, so no bold begins or ends with a star
			.map((inside) => `a${inside}z`);
		const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => text(all.join(' ')));
		const link = word.map((label) => ({
			is: 'link' as const,
			text: label,
			href: 'https://solby.example/a_(b)_c'
		}));
		const form = fc.oneof(
			words,
			link,
			...(['bold', 'italic'] as const).map((is) =>
				fc.tuple(fc.oneof(words, link)).map((spans) => ({ is, spans }))
			),
			words.map((each) => ({
				is: 'bold' as const,
				spans: [{ is: 'italic' as const, spans: [each] }]
			}))
		);
		// with a blank between them, as words have
		const line = fc
			.array(form, { minLength: 1, maxLength: 4 })
			.map((all) => all.flatMap((each, at) => (at === 0 ? [each] : [text(' '), each])))
			.map(joined);
		const block = fc.oneof(
			line.map((spans) => ({ is: 'heading' as const, spans })),
			fc
				.array(line, { minLength: 1, maxLength: 3 })
				.map((lines) => ({ is: 'paragraph' as const, lines })),
			fc
				.array(line, { minLength: 1, maxLength: 3 })
				.map((items) => ({ is: 'bullets' as const, items })),
			fc
				.array(line, { minLength: 2, maxLength: 3 })
				.map((items) => ({ is: 'numbers' as const, items }))
		);
		const prose = fc
			.array(block, { maxLength: 5 })
			.map((blocks) =>
				blocks.filter((each, at) => each.is !== 'bullets' || blocks[at - 1]?.is !== 'bullets')
			)
			.filter((blocks) =>
				blocks.every((each, at) => each.is !== 'bullets' || blocks[at - 1]?.is !== 'bullets')
			);
		fc.assert(
			fc.property(prose, (each) => {
				expect(parseProse(spellProse(each as Prose))).toEqual(each);
			}),
			{ numRuns: 1_000 }
		);

		/** Words that follow each other are one text. */
		function joined(spans: object[]) {
			const all: ReturnType<typeof text>[] = [];
			for (const each of spans as ReturnType<typeof text>[]) {
				const last = all.at(-1);
				if (last?.is === 'text' && each.is === 'text') last.text += each.text;
				else all.push({ ...each });
			}
			return all;
		}
	});

	test.each([
		'Vi mødes kl. 12.30 – 5 * 3 = 15, 5*3*2, a_b_c og “§ 141, stk. 2”.',
		'1. maj begynder vi.',
		'1. maj: møde\n15. maj: aflevering',
		'Navn: ____________',
		'C:\\mappe\\fil_navn.docx',
		'<b>fed</b> &amp; <script>alert(1)</script>',
		'# ikke\u2028mere',
		'[se bilag] (punkt 3)'
	])('ordinary words stay as they were typed: %s', (typed) => {
		expect(tidyProse(typed)).toBe(typed);
	});
});

describe('what the marks mean', () => {
	test('paragraphs keep their lines; a heading and lists stand by themselves', () => {
		const typed =
			'Vi vil:\n- hjælpe\n* lytte\n\n• spørge\n## Hvordan\nførst\nså\n1) ring\n\n2. kom\n3. bliv';
		expect(parseProse(typed)).toEqual([
			{ is: 'paragraph', lines: [[text('Vi vil:')]] },
			{ is: 'bullets', items: [[text('hjælpe')], [text('lytte')], [text('spørge')]] },
			{ is: 'heading', spans: [text('Hvordan')] },
			{ is: 'paragraph', lines: [[text('først')], [text('så')]] },
			{ is: 'numbers', items: [[text('ring')], [text('kom')], [text('bliv')]] }
		]);
		expect(tidyProse(typed)).toBe(
			'Vi vil:\n\n- hjælpe\n- lytte\n- spørge\n\n# Hvordan\n\nførst\nså\n\n1. ring\n2. kom\n3. bliv'
		);
	});

	test('bold, italics and links, in each other too', () => {
		expect(parseProse('**fed og _begge_** _skrå_ [her](https://solby.example/a?b=c)')).toEqual([
			{
				is: 'paragraph',
				lines: [
					[
						{ is: 'bold', spans: [text('fed og '), { is: 'italic', spans: [text('begge')] }] },
						text(' '),
						{ is: 'italic', spans: [text('skrå')] },
						text(' '),
						{ is: 'link', text: 'her', href: 'https://solby.example/a?b=c' }
					]
				]
			}
		]);
	});

	test('a numbered list counts from 1; what is numbered otherwise is read as it was written', () => {
		expect(parseProse('1. en\n3. tre')).toEqual([
			{ is: 'paragraph', lines: [[text('1. en')], [text('3. tre')]] }
		]);
		expect(parseProse('1. a\n2. b\n1. c\n2. d').map(({ is }) => is)).toEqual([
			'numbers',
			'numbers'
		]);
	});

	test.each([
		'[x](javascript:alert(1))',
		'[x](data:text/html,hej)',
		'[x](http://solby.example)',
		'[x](https://)',
		'[x](https://solby.example@ond.example)',
		'[x](https://a:b@ond.example)',
		'[x](https://a.example/\u202egpj)',
		'[x](https://a.example/" onclick="x)',
		'[x](mailto:)',
		'[x](mailto:a@b.example?bcc=c@d.example)',
		'[ ](https://solby.example)'
	])('an address that leads nowhere good is words: %s', (typed) => {
		const [block] = parseProse(typed);
		expect(block).toEqual({ is: 'paragraph', lines: [[text(typed)]] });
	});

	test('a backslash makes words of a mark', () => {
		expect(parseProse('\\- nej\n\\**nej\\**')).toEqual([
			{ is: 'paragraph', lines: [[text('- nej')], [text('**nej**')]] }
		]);
		expect(tidyProse('\\- nej')).toBe('\\- nej');
	});

	test('words are told without marks, and a line as runs', () => {
		expect(wordsOfProse('# A\n- **b** [c](https://d.example)')).toBe('A\nb c');
		expect(runsOf([{ is: 'bold', spans: [{ is: 'italic', spans: [text('a')] }] }])).toEqual([
			{ text: 'a', bold: true, italic: true, href: null }
		]);
	});
});

test.each([
	['marks that never close', '_a '.repeat(33_000)],
	['bold that never closes', '**a '.repeat(25_000)],
	['brackets', '['.repeat(100_000)],
	['half links', '[a](https://x'.repeat(8_000)],
	['links', '[a](https://x.dk) '.repeat(5_500)],
	['brackets in an address', `[a](https://x${'(b'.repeat(50_000)}`],
	['backslashes', '\\'.repeat(100_000)],
	['items', '- a\n'.repeat(25_000)],
	['numbers', Array.from({ length: 9_000 }, (_, at) => `${at + 1}. a`).join('\n')],
	['numbers that begin again', '1. a\n'.repeat(20_000)],
	['empty lines', '1. a'.concat('\n'.repeat(100_000))],
	['first items among empty lines', `1. a${'\n'.repeat(20)}`.repeat(4_000)],
	['right to left', 'مرحبا **بكم** '.repeat(7_000)]
])('a hundred thousand characters are read at once: %s', (_, typed) => {
	const began = performance.now();
	const spelled = tidyProse(typed);
	expect(performance.now() - began).toBeLessThan(5_000);
	expect(tidyProse(spelled)).toBe(spelled);
});
