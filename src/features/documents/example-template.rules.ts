/** A small document with every kind of question, for the tests of this feature. */
import type { Answer, Answers, Column, Template, Value } from './template.rules.ts';

const asked = (key: string, required = true) => ({
	key,
	label: `label_${key}`,
	guidance: `guidance_${key}`,
	required,
	rule: 'R-000'
});
const columns: Column[] = [
	{ key: 'name', label: 'name', required: true, kind: 'text', long: false },
	{ key: 'note', label: 'note', required: false, kind: 'text', long: true }
];
const kinds: Column[] = [
	{ key: 'what', label: 'what', required: true, kind: 'text', long: false },
	{ key: 'due', label: 'due', required: false, kind: 'date' },
	{ key: 'price', label: 'price', required: false, kind: 'money' },
	{ key: 'count', label: 'count', required: false, kind: 'number', unit: null },
	{
		key: 'paid',
		label: 'paid',
		required: false,
		kind: 'choice',
		options: [{ key: 'cash', label: 'cash' }]
	},
	{ key: 'who', label: 'who', required: false, kind: 'person' },
	{ key: 'where', label: 'where', required: false, kind: 'organisation' },
	{ key: 'plan', label: 'plan', required: false, kind: 'row', of: 'plans' }
];
export const template: Template = {
	key: 'example',
	edition: 1,
	sections: [
		{
			key: 'who',
			label: 'who',
			guidance: 'who',
			fields: [
				{ ...asked('about'), kind: 'text' },
				{ ...asked('extra', false), kind: 'text' },
				{ ...asked('themes'), kind: 'choices', options: [{ key: 'home', label: 'home' }] },
				{ ...asked('partners'), kind: 'organisations' },
				{ ...asked('leads'), kind: 'people' }
			]
		},
		{
			key: 'how',
			label: 'how',
			guidance: 'how',
			fields: [
				{ ...asked('plans'), kind: 'rows', columns },
				{
					...asked('forums'),
					kind: 'groups',
					groups: [
						{ key: 'inside', label: 'inside' },
						{ key: 'across', label: 'across' }
					],
					columns
				},
				{ ...asked('access'), kind: 'matrix', rowsOf: 'plans' }
			]
		},
		{
			key: 'facts',
			label: 'facts',
			guidance: 'facts',
			fields: [
				{ ...asked('start'), kind: 'date' },
				{ ...asked('budget', false), kind: 'money' },
				{ ...asked('visits', false), kind: 'number', unit: 'visits' },
				{ ...asked('level', false), kind: 'choice', options: [{ key: 'talk', label: 'talk' }] },
				{ ...asked('lead', false), kind: 'person' },
				{ ...asked('host', false), kind: 'organisation' },
				{ ...asked('deeds', false), kind: 'rows', columns: kinds }
			]
		},
		{
			key: 'ours',
			label: 'ours',
			guidance: 'ours',
			optional: true,
			perParty: true,
			fields: [
				{ ...asked('hopes', false), kind: 'text', longest: 100 },
				{ ...asked('steps', false), kind: 'rows', columns },
				{ ...asked('reach', false), kind: 'matrix', rowsOf: 'steps' },
				{
					...asked('tasks', false),
					kind: 'rows',
					columns: [
						{ key: 'task', label: 'task', required: true, kind: 'text', long: false },
						{ key: 'step', label: 'step', required: false, kind: 'row', of: 'steps' },
						{ key: 'plan', label: 'plan', required: false, kind: 'row', of: 'plans' }
					]
				}
			]
		}
	]
};

/** An answer given, not said to be out of place. */
export const answer = (value: Value): Answer => ({ value, notApplicable: null });
/** A row of the example's lists. */
export const row = (id: string, name: string, note = '') => ({
	id,
	cells: { name, ...(note && { note }) }
});
/** Every question answered. */
export const complete: Answers = {
	about: answer({ kind: 'text', text: 'Alle' }),
	themes: answer({ kind: 'choices', chosen: ['home'] }),
	partners: answer({ kind: 'organisations', organisations: ['shelter'] }),
	leads: answer({ kind: 'people', people: ['bo'] }),
	plans: answer({ kind: 'rows', rows: [row('1', 'Jobplan'), row('2', 'Handleplan')] }),
	forums: answer({
		kind: 'groups',
		groups: {
			inside: { rows: [row('3', 'Netværk')], none: '' },
			across: { rows: [], none: 'Det begynder til foråret' }
		}
	}),
	access: answer({ kind: 'matrix', organisations: { 1: ['shelter'], 2: ['shelter'] } }),
	start: answer({ kind: 'date', text: '2027-01-01' })
};
