import { expect, test } from 'vitest';
import { allowedWords } from '#server/mail/mail-kinds.ts';
import { renderMail } from '#server/mail/render-mail.ts';
import type { FrozenDocument } from '../frozen.rules.ts';
import type { Answers, Field, Value } from '../template.rules.ts';
import { mailOfChanges, sayChanges } from './mail-changes.ts';

const asked = (key: string, label: string) => ({
	key,
	label,
	guidance: '',
	required: false,
	rule: 'R-000'
});
const fields: Field[] = [
	{ ...asked('activity', 'Aktiviteten'), kind: 'text' },
	{ ...asked('starts-on', 'Første dag'), kind: 'date' },
	{ ...asked('budget', 'Budget'), kind: 'money' },
	{
		...asked('notice', 'Varsel'),
		kind: 'choice',
		options: [
			{ key: 'next-month', label: 'Fra næste måned' },
			{ key: 'same-day', label: 'Samme dag' }
		]
	},
	{ ...asked('owner', 'Sørger for gennemgangen'), kind: 'person' },
	{
		...asked('promises', 'Løfter'),
		kind: 'rows',
		columns: [{ key: 'what', label: 'Hvad', required: true, kind: 'text', long: false }]
	},
	{ ...asked('note', 'Note'), kind: 'text' }
];
const frozen = (values: Value[], change: Partial<FrozenDocument> = {}): FrozenDocument => ({
	format: 'samspil-document-1',
	title: 'Hjem igen',
	language: 'da',
	template: { key: 'cooperation-contract', edition: 1 },
	parties: [],
	sections: [{ key: 'all', label: 'Alt', guidance: '', fields }],
	notChosen: [],
	answers: Object.fromEntries(
		values.map((value, index) => [fields[index]!.key, { value, notApplicable: null }])
	) as Answers,
	names: { organisations: {}, people: { 'a.b': 'Karen Winther', 'c.d': 'Poul Eriksen' } },
	...change
});
const row = (id: string, what: string) => ({ id, cells: { what } });
const before = frozen([
	{ kind: 'text', text: 'Karen Winther åbner døren om natten' },
	{ kind: 'date', text: '2026-05-01' },
	{ kind: 'money', text: '125000' },
	{ kind: 'choice', text: 'next-month' },
	{ kind: 'person', text: 'a.b' },
	{ kind: 'rows', rows: [row('1', 'Ring til Jens på 12345678'), row('2', 'Kaffe')] }
]);
const after = frozen([
	{ kind: 'text', text: 'Poul Eriksen åbner også døren om natten' },
	{ kind: 'date', text: '2026-06-01' },
	{ kind: 'money', text: '250050' },
	{ kind: 'choice', text: 'same-day' },
	{ kind: 'person', text: 'c.d' },
	{ kind: 'rows', rows: [row('2', 'Te'), row('3', 'Kage')] },
	{ kind: 'text', text: 'Malik kommer fast' }
]);

test('S-4 every question answered differently is a line: days, amounts and choices as they were and are', () => {
	expect(sayChanges(before, after)).toEqual([
		'Aktiviteten: 3 ord til, 2 ord fra',
		'Første dag: 1. maj 2026 → 1. juni 2026',
		expect.stringMatching(/^Budget: 1\.250.* → 2\.500,50/),
		'Varsel: Fra næste måned → Samme dag',
		'Sørger for gennemgangen: svaret er et andet',
		'Løfter: linjer kommet til: 1, taget ud: 1, rettet: 1',
		'Note: 3 ord til, 0 ord fra'
	]);
});

test('no name, number or word of anybody goes along, and at most five lines', () => {
	const mail = mailOfChanges({ frozen: before, isAgreed: true }, after, '/agreements/1/versions')!;
	const { text, html, subject } = renderMail('document-changed', mail.words, {
		language: 'da',
		origin: 'https://samspil.example',
		name: ''
	});
	for (const place of [JSON.stringify(allowedWords(mail.kind, mail.words)), text, html, subject])
		expect(place).not.toMatch(/Karen|Winther|Poul|Eriksen|Jens|Malik|12345678|Kaffe|døren/);
	expect(text.match(/^• /gm)).toHaveLength(5);
	expect(text).toContain('Og 2 steder mere.');
	expect(text).toContain('https://samspil.example/agreements/1/versions');
});

test('another title or other parties are told without naming them; the same text is no mail', () => {
	expect(mailOfChanges({ frozen: before, isAgreed: true }, before, '/x')).toBeUndefined();
	const party = {
		organisation: 'x',
		name: 'Nattely',
		cvr: null,
		responsible: null,
		executing: [],
		signatories: []
	};
	expect(sayChanges(before, { ...before, title: 'Nyt navn', parties: [party] })).toEqual([
		'Aftalen har fået et nyt navn.',
		'Der er kommet andre parter med, eller nogen er gået ud.'
	]);
});

test('a long question is clipped', () => {
	const long = [{ ...fields[0]!, label: 'Aktiviteten '.repeat(40) }];
	const sections = [{ key: 'all', label: 'Alt', guidance: '', fields: long }];
	const [line] = sayChanges(before, { ...after, sections });
	expect(line!.length).toBeLessThanOrEqual(150);
	expect(line).toMatch(/…$/);
});

test('of a text with form only how much has come and gone, or that it is set otherwise', () => {
	const prose = [{ ...fields[0]!, kind: 'prose' }] as Field[];
	const saying = (text: string) =>
		frozen([{ kind: 'prose', text }], {
			sections: [{ key: 'all', label: 'Alt', guidance: '', fields: prose }]
		});
	expect(
		sayChanges(saying('- Karen'), saying('- **Karen** [kommer](https://ond.example)'))
	).toEqual(['Aktiviteten: 2 ord til, 1 ord fra']);
	expect(sayChanges(saying('Karen kommer'), saying('- Karen kommer'))).toHaveLength(1);
	// The same words in an older version that had no form are no change.
	expect(sayChanges(frozen([{ kind: 'text', text: '* a' }]), saying('- a'))).toEqual([]);
});
