import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	afterPress,
	isPosted,
	readAnswer,
	readPress,
	withoutBlankRows,
	type Posted
} from './form.rules.ts';
import { template as example } from './example-template.rules.ts';
import { fieldsOf, findField, type Column, type Field, type Template } from './template.rules.ts';

const asked = { label: '', guidance: '', required: true, rule: 'R-000' };
const columns: Column[] = [
	{ key: 'name', label: '', required: true, kind: 'text', long: false },
	{ key: 'note', label: '', required: false, kind: 'text', long: true }
];
const text: Field = { ...asked, key: 'about', kind: 'text' };
const list: Field = { ...asked, key: 'plans', kind: 'rows', columns };
const groups: Field = {
	...asked,
	key: 'forums',
	kind: 'groups',
	columns,
	groups: [
		{ key: 'inside', label: '' },
		{ key: 'across', label: '' }
	]
};
const matrix: Field = { ...asked, key: 'access', kind: 'matrix', rowsOf: 'plans' };
const template: Template = {
	key: 'example',
	edition: 1,
	sections: [{ key: 's', label: '', guidance: '', fields: [text, list, groups, matrix] }]
};

describe('reading what was posted', () => {
	test('a text is trimmed, its line ends are LF, and characters that cannot be kept are left out', () => {
		expect(readAnswer(text, [['about.text', ' a\r\nb\u0000\ud800\u0007 ']])).toEqual({
			value: { kind: 'text', text: 'a\nb\ufffd' },
			notApplicable: null
		});
	});

	test('a text with form is kept in its one spelling; one that is far too long comes back as it was typed', () => {
		const prose = { ...text, kind: 'prose' } as Field;
		const read = (typed: string) => readAnswer(prose, [['about.text', typed]]).value;
		expect(read('* a\r\n* <b>b</b>\r\n')).toEqual({ kind: 'prose', text: '- a\n- <b>b</b>' });
		const long = '* a\n'.repeat(25_000).trim();
		expect(read(long)).toEqual({ kind: 'prose', text: long });
	});

	test('“not applicable” is said by its tick, or by writing why', () => {
		const reason: Posted = [['about.reason', ' Ingen her ']];
		expect(readAnswer(text, reason).notApplicable).toBe('Ingen her');
		expect(readAnswer(text, [...reason, ['about.not-applicable', 'on']]).notApplicable).toBe(
			'Ingen her'
		);
		expect(readAnswer(text, [['about.not-applicable', 'on']]).notApplicable).toBe('');
		expect(readAnswer(text, [['about.reason', ' ']]).notApplicable).toBe(null);
	});

	test('the tick taken off takes it back, though the reason is left standing', () => {
		const shown: Posted = [
			['about.reason', 'Ingen\r\nher'],
			['about.reason-shown', 'Ingen\r\nher']
		];
		expect(readAnswer(text, shown).notApplicable).toBe(null);
		expect(readAnswer(text, [...shown, ['about.not-applicable', 'on']]).notApplicable).toBe(
			'Ingen\nher'
		);
	});

	test('rows keep their order and their ids; an empty one stays until it is kept', () => {
		const { value } = readAnswer(list, [
			['plans.row', 'r2'],
			['plans.cell.r2.name', 'Jobplan'],
			['plans.row', 'r1'],
			['plans.cell.r1.name', ''],
			['plans.cell.r9.name', 'a row nobody announced']
		]);
		expect(value).toEqual({
			kind: 'rows',
			rows: [
				{ id: 'r2', cells: { name: 'Jobplan' } },
				{ id: 'r1', cells: {} }
			]
		});
		expect(withoutBlankRows(value)).toEqual({
			kind: 'rows',
			rows: [{ id: 'r2', cells: { name: 'Jobplan' } }]
		});
	});

	test('rows find their group, and a group its reason', () => {
		expect(
			readAnswer(groups, [
				['forums.row', 'across/r1'],
				['forums.cell.r1.name', 'Torsdagsmøde'],
				['forums.row', 'nowhere/r2'],
				['forums.none.inside', 'Vi er for få']
			]).value
		).toEqual({
			kind: 'groups',
			groups: {
				inside: { rows: [], none: 'Vi er for få' },
				across: { rows: [{ id: 'r1', cells: { name: 'Torsdagsmøde' } }], none: '' }
			}
		});
	});

	test('a matrix is read as organisations by row', () => {
		expect(
			readAnswer(matrix, [
				['access.access', 'r1/b'],
				['access.access', 'r1/a'],
				['access.access', 'r2/a'],
				['access.access', 'r2']
			]).value
		).toEqual({ kind: 'matrix', organisations: { r1: ['a', 'b'], r2: ['a'] } });
	});

	test('ids made up to reach into the program find nothing', () => {
		const posted: Posted = [
			['access.access', '__proto__/a'],
			['plans.row', '__proto__'],
			['forums.row', 'inside/__proto__']
		];
		expect(readAnswer(matrix, posted).value).toEqual({ kind: 'matrix', organisations: {} });
		expect(readAnswer(list, posted).value).toEqual({ kind: 'rows', rows: [] });
	});

	test('short answers come in one spelling, alone and in lists; what cannot be read stays as typed', () => {
		const read = (key: string, ...posted: [string, string][]) =>
			readAnswer(findField(example, key)!, posted).value;
		expect(read('budget', ['budget.text', ' 1.250,50 kr. '])).toEqual({
			kind: 'money',
			text: '125050'
		});
		expect(read('visits', ['visits.text', 'mange'])).toEqual({ kind: 'number', text: 'mange' });
		expect(
			read(
				'deeds',
				['deeds.row', 'r1'],
				['deeds.cell.r1.what', 'Bus'],
				['deeds.cell.r1.price', '3.000'],
				['deeds.cell.r1.count', '2,5']
			)
		).toEqual({
			kind: 'rows',
			rows: [{ id: 'r1', cells: { what: 'Bus', price: '300000', count: '2.5' } }]
		});
	});

	test('whatever is posted, an answer of the field’s own kind comes back', () => {
		const name = fc.constantFrom(
			...['text', 'row', 'cell.r1.name', 'none.inside', 'access', 'chosen', 'reason'].flatMap(
				(each) => fieldsOf(example).map(({ key }) => `${key}.${each}`)
			)
		);
		const posted = fc.array(fc.tuple(name, fc.string({ unit: 'binary' })));
		fc.assert(
			fc.property(posted, fc.constantFrom(...fieldsOf(example)), (entries, field) => {
				expect(readAnswer(field, entries).value.kind).toBe(field.kind);
			})
		);
	});

	test('a field without inputs in the form was not on the page', () => {
		expect(isPosted(text, [['aboutness.text', 'x']])).toBe(false);
		expect(isPosted(text, [['about.text', '']])).toBe(true);
	});
});

describe('adding and removing rows without JavaScript', () => {
	test.each<[Posted, unknown]>([
		[[['add', 'plans']], { kind: 'add', field: 'plans', group: null }],
		[[['add', 'forums/across']], { kind: 'add', field: 'forums', group: 'across' }],
		[[['remove-row', 'plans/r1']], { kind: 'remove', field: 'plans', row: 'r1' }],
		[[['remove-row', 'plans']], undefined],
		[[['add', 'unheard-of']], undefined],
		[[['plans.row', 'add']], undefined]
	])('%j is the press %j', (posted, expected) => {
		expect(readPress(template, posted)).toEqual(expected);
	});

	test('one row comes or goes, and the others stay as typed', () => {
		const value = readAnswer(groups, [
			['forums.row', 'inside/r1'],
			['forums.cell.r1.name', 'half a na']
		]).value;
		const added = afterPress(value, { kind: 'add', field: 'forums', group: 'across' }, 'new');
		expect(added).toEqual({
			kind: 'groups',
			groups: {
				inside: { rows: [{ id: 'r1', cells: { name: 'half a na' } }], none: '' },
				across: { rows: [{ id: 'new', cells: {} }], none: '' }
			}
		});
		expect(afterPress(added, { kind: 'remove', field: 'forums', row: 'new' }, '-')).toEqual(value);
	});
});
