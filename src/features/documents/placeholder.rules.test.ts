import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answer, row, template } from './example-template.rules.ts';
import type { Field } from './template.rules.ts';
import { placeholdersIn, placeholdersOf } from './placeholder.rules.ts';

describe('R-241 what stands for something still to be written', () => {
	test.each([
		['[Navn på kommune] går ind i det', ['[Navn på kommune]']],
		['Aftalen gælder fra [indsæt dato] til [indsæt dato].', ['[indsæt dato]', '[indsæt dato]']],
		['Partnerne er [ … ]', ['[ … ]']],
		['Navn: [...]', ['[...]']],
		['den xxx 2024', ['xxx']],
		['Den hører til i XXXX.', ['XXXX']],
		['fra den xx.xx.2026', ['xx.xx']],
		['kr. xx om året', ['xx']],
		['Den dd-mm-åååå', ['dd-mm-åååå']],
		['Vores ambition er ...', ['...']],
		['Vi vil … og mere', ['…']],
		['Navn: ____', ['____']],
		['Antal: ???', ['???']],
		['Formand: NN', ['NN']],
		['<indsæt logo> og <navn på skolen>', ['<indsæt logo>', '<navn på skolen>']],
		['Indsæt navn her', ['Indsæt navn']],
		['Lorem ipsum dolor', ['Lorem ipsum']]
	])('in “%s” it is %j', (text, found) => {
		expect(placeholdersOf(text)).toEqual(found);
	});

	test.each([
		'Vi mødes torsdage, fredage osv... og nogle lørdage',
		'Se note [1] og [12].',
		'- [x] nøgle udleveret\n- [ ] lokale booket',
		'Læs [aftalen](https://solby.example/aftale)',
		'Trøjer i XL og XXL',
		'Bygning XX, stuen',
		'Er alder < 18 og antal > 3?',
		'Hvad nu? Hvem siger til??',
		'Nina N. og Nanna',
		'a_b og c__d',
		'Vi indsætter navnet senere',
		'Sexxet og boxxen',
		'Kirke- og Kulturministeriet'
	])('in “%s” it is nothing', (text) => {
		expect(placeholdersOf(text)).toEqual([]);
	});

	test('words in which nothing is left open hold none, however they are put together', () => {
		const word = fc.constantFrom('aftalen', 'gælder', 'fra', '1.', 'maj,', 'kl.', '14.30', 'Åse');
		fc.assert(
			fc.property(fc.array(word), (words) => {
				expect(placeholdersOf(words.join(' '))).toEqual([]);
				expect(placeholdersOf([...words, '[indsæt navn]', ...words].join(' '))).toEqual([
					'[indsæt navn]'
				]);
			})
		);
	});

	test('a long text full of brackets is read in no time', () => {
		const began = performance.now();
		expect(placeholdersOf('['.repeat(50_000))).toEqual([]);
		expect(placeholdersOf('[a '.repeat(30_000))).toEqual([]);
		expect(placeholdersOf('<navn '.repeat(15_000))).toEqual([]);
		expect(performance.now() - began).toBeLessThan(2_000);
	});
});

describe('R-241 the placeholders left in a document', () => {
	test('are told in its order, with the row they stand on', () => {
		const answers = {
			forums: answer({
				kind: 'groups',
				groups: {
					inside: { rows: [row('3', 'Netværk', '[hvem?]')], none: '' },
					across: { rows: [], none: 'xxx' }
				}
			}),
			about: answer({ kind: 'text', text: '[indsæt navn]' }),
			plans: answer({ kind: 'rows', rows: [row('1', 'Jobplan'), row('2', '...')] })
		};
		expect(placeholdersIn(template, answers)).toEqual([
			{ field: 'about', row: null, text: '[indsæt navn]' },
			{ field: 'plans', row: '2', text: '...' },
			{ field: 'forums', row: '3', text: '[hvem?]' },
			{ field: 'forums', row: null, text: 'xxx' }
		]);
	});

	test('are found in a text with form too, and a link is none', () => {
		const prose = { ...template.sections[0]!.fields[0]!, kind: 'prose' } as Field;
		const asking = { ...template, sections: [{ ...template.sections[0]!, fields: [prose] }] };
		const about = answer({
			kind: 'prose',
			text: '- **[navn]**\n- [vejledning](https://solby.example)\n- ____'
		});
		expect(placeholdersIn(asking, { [prose.key]: about }).map(({ text }) => text)).toEqual([
			'[navn]',
			'____'
		]);
	});

	test('are looked for in the reason why a question does not apply, and not in an answer it replaces', () => {
		const answers = {
			about: { value: { kind: 'text' as const, text: '[navn]' }, notApplicable: 'Fordi ...' }
		};
		expect(placeholdersIn(template, answers)).toEqual([{ field: 'about', row: null, text: '...' }]);
	});

	test('are not looked for in what people chose or pointed to', () => {
		const answers = {
			deeds: answer({
				kind: 'rows',
				rows: [{ id: '1', cells: { what: 'Leje', paid: 'xxx', who: 'xxx.xxx' } }]
			})
		};
		expect(placeholdersIn(template, answers)).toEqual([]);
	});
});
