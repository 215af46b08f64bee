import { expect, test } from 'vitest';
import type { Answers, Field } from '#features/documents/template.rules.ts';
import { overwriteGetLocale } from '#messages/runtime.js';
import { showContributions, showElements } from './show-initiative.ts';

overwriteGetLocale(() => 'da');

const rows = (...cells: Record<string, string>[]) => ({
	value: {
		kind: 'rows' as const,
		rows: cells.map((each, index) => ({ id: String(index), cells: each }))
	},
	notApplicable: null
});
const text = (words: string) => ({
	value: { kind: 'text' as const, text: words },
	notApplicable: null
});
const asks = (...keys: string[]) => [{ fields: keys.map((key) => ({ key }) as Field) }];

test('R-012 what each brings is added up by kind and time, and for all of them together', () => {
	const answers: Answers = {
		'contributions@solby': rows(
			{ type: 'cash', what: 'Drift', amount: '5000000', period: 'each-year' },
			{ type: 'cash', what: 'Løn', amount: '2500000', period: 'each-year' },
			{ type: 'facilities', what: 'Lokaler' }
		),
		'contributions@natly': rows({
			type: 'staff-hours',
			what: 'Vagter',
			number: '12.5',
			unit: 'timer',
			period: 'each-week'
		})
	};
	const { byParty, together } = showContributions(answers, ['solby', 'natly', 'hus']);
	expect(byParty.get('solby')).toEqual([
		'Penge: 75.000,00\u00a0kr. om året',
		'Lokaler og udstyr: uden beløb eller antal'
	]);
	expect(byParty.get('natly')).toEqual(['Medarbejdertimer: 12,5 timer om ugen']);
	expect(byParty.get('hus')).toEqual([]);
	expect(together).toHaveLength(3);
});

test('R-191 what, for whom and how: each says whether all agree on it as it is written', () => {
	const agreed: Answers = { 'target-group': text('Unge'), activity: text('Kaffevogn') };
	const written: Answers = { 'target-group': text('Unge'), activity: text('Kaffevogn om natten') };
	expect(
		showElements(agreed, written, asks('activity-goals', 'target-group', 'activity')).map(
			({ element, text: said }) => [element, said]
		)
	).toEqual([
		['goals', 'Ikke aftalt endnu'],
		['audience', 'Alle er enige'],
		['content', 'Ændret, siden alle var enige']
	]);
});

test('an agreement is not told of elements that it does not ask for', () => {
	expect(showElements(null, {}, asks('target-group')).map(({ element }) => element)).toEqual([
		'audience'
	]);
	expect(showElements(null, {}, asks('purpose'))).toEqual([]);
});
