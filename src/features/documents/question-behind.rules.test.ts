import { expect, test } from 'vitest';
import { questionBehind } from './question-behind.rules.ts';
import type { Field, Template, Value } from './template.rules.ts';

const asked = { label: 'goals', guidance: '', required: true, rule: '' };
const template = (edition: number, ...fields: Field[]): Template => ({
	key: 'contract',
	edition,
	sections: [{ key: 'all', label: '', guidance: '', fields }]
});
const text: Field = { ...asked, key: 'goals', kind: 'text' };
const rows: Field = { ...asked, key: 'goals', kind: 'rows', columns: [] };
const said: Value = {
	kind: 'rows',
	rows: [{ id: 'r', cells: { goal: 'Flere har et hjem', by: '' } }]
};

test('a question is told as the first template asks it that takes such an answer', () => {
	expect(questionBehind('goals', said, [template(1, text), template(2, rows)])).toBe(rows);
	expect(questionBehind('goals', { kind: 'text', text: 'x' }, [template(1, text)])).toBe(text);
});

test('a question that no template asks is read off its answer: each cell and each choice has a place', () => {
	const unknown = { key: 'goals', label: 'edition_question_unknown', required: false };
	expect(questionBehind('goals', said, [template(1, text)])).toMatchObject({
		...unknown,
		kind: 'rows',
		columns: [
			{ key: 'goal', kind: 'text' },
			{ key: 'by', kind: 'text' }
		]
	});
	const groups: Value = { kind: 'groups', groups: { cash: { rows: said.rows, none: '' } } };
	expect(questionBehind('goals', groups, [])).toMatchObject({
		kind: 'groups',
		groups: [{ key: 'cash' }],
		columns: [{ key: 'goal' }, { key: 'by' }]
	});
	expect(questionBehind('goals', { kind: 'choices', chosen: ['a', 'b'] }, [])).toMatchObject({
		options: [{ key: 'a' }, { key: 'b' }]
	});
	expect(questionBehind('goals', { kind: 'choice', text: 'a' }, [])).toMatchObject({
		options: [{ key: 'a' }]
	});
});

test.each<Value>([
	{ kind: 'text', text: 'x' },
	{ kind: 'date', text: '2026-01-01' },
	{ kind: 'money', text: '100' },
	{ kind: 'number', text: '7' },
	{ kind: 'person', text: 'x' },
	{ kind: 'organisation', text: 'x' },
	{ kind: 'people', people: [] },
	{ kind: 'organisations', organisations: [] },
	{ kind: 'matrix', organisations: {} }
])('an answer of the kind $kind is read as that', (value) => {
	expect(questionBehind('goals', value, []).kind).toBe(value.kind);
});
