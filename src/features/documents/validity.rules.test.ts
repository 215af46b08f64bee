import { describe, expect, test } from 'vitest';
import { row, template } from './example-template.rules.ts';
import { findField, type Column, type Field, type Only, type Value } from './template.rules.ts';
import { problemsOf } from './validity.rules.ts';

const register = { organisations: new Set(['shelter']), people: new Set(['bo']) };
const deed = (cells: Record<string, string>): Value => ({
	kind: 'rows',
	rows: [{ id: '1', cells }]
});
const field = (key: string) => findField(template, key)!;

test('a text with form is as long as any text, and marks hide no personal number', () => {
	const prose = { ...field('about'), kind: 'prose' } as Field;
	const problems = (text: string) => problemsOf(prose, { kind: 'prose', text }, null, register);
	expect(problems('æ'.repeat(20_000))).toEqual([]);
	expect(problems('- æ\n'.repeat(25_000))).toEqual(['text-too-long']);
	expect(problems('[010190](https://solby.example)-1234')).toEqual(['names-a-citizen']);
	expect(problems('**010190** og [1234](https://solby.example)')).toEqual([]);
});

test('R-267 where a municipality or a party is asked for, another organisation is none', () => {
	const among = {
		organisations: new Set(['shelter', 'homes', 'solby']),
		people: register.people,
		only: { municipality: new Set(['solby']), party: new Set(['solby', 'shelter']) }
	};
	const problems = (only: Only, at: string) => {
		const columns: Column[] = [
			{ key: 'at', label: 'at', required: true, kind: 'organisation', only }
		];
		const asks = { ...field('plans'), kind: 'rows', columns } as Field;
		return problemsOf(asks, deed({ at }), null, among);
	};
	for (const only of ['municipality', 'party'] as const) {
		expect(problems(only, 'solby')).toEqual([]);
		expect(problems(only, '')).toEqual([]);
		expect(problems(only, 'homes')).toEqual([`not-a-${only}`]);
		expect(problems(only, 'bank')).toEqual(['unknown-organisation']);
	}
	expect(problems('party', 'shelter')).toEqual([]);
	expect(problems('municipality', 'shelter')).toEqual(['not-a-municipality']);
});

describe('what may be kept', () => {
	const problems = (key: string, value: Value, reason: string | null = null) =>
		problemsOf(field(key), value, reason, register);

	test.each<[string, Value, string | null, string[]]>([
		['about', { kind: 'text', text: 'æ'.repeat(20_000) }, null, []],
		['about', { kind: 'text', text: 'æ'.repeat(20_001) }, null, ['text-too-long']],
		['about', { kind: 'text', text: '' }, 'x'.repeat(2_000), []],
		['about', { kind: 'text', text: '' }, 'x'.repeat(2_001), ['reason-too-long']],
		['about', { kind: 'text', text: '' }, ' ', ['reason-missing']],
		['about', { kind: 'text', text: '' }, 'x', []],
		[
			'plans',
			{ kind: 'rows', rows: Array.from({ length: 51 }, (_, n) => row(`${n}`, 'x'.repeat(2_000))) },
			null,
			['answer-too-long']
		],
		['plans', { kind: 'rows', rows: [row('1', 'x'.repeat(2_001))] }, null, ['cell-too-long']],
		[
			'plans',
			{ kind: 'rows', rows: Array.from({ length: 201 }, (_, n) => row(`${n}`, 'x')) },
			null,
			['too-many-rows']
		],
		['themes', { kind: 'choices', chosen: ['moon'] }, null, ['unknown-choice']],
		['themes', { kind: 'text', text: 'home' }, null, ['unknown-choice']],
		[
			'partners',
			{ kind: 'organisations', organisations: ['bank'] },
			null,
			['unknown-organisation']
		],
		['access', { kind: 'matrix', organisations: { 1: ['bank'] } }, null, ['unknown-organisation']],
		['leads', { kind: 'people', people: ['eve'] }, null, ['unknown-person']],
		['hopes', { kind: 'text', text: 'x'.repeat(100) }, null, []],
		['hopes', { kind: 'text', text: 'x'.repeat(101) }, null, ['text-too-long']],
		['start', { kind: 'date', text: '2028-02-29' }, null, []],
		['start', { kind: 'date', text: '2027-02-29' }, null, ['not-a-day']],
		['start', { kind: 'date', text: '' }, null, []],
		['budget', { kind: 'money', text: '125050' }, null, []],
		['budget', { kind: 'money', text: 'gratis' }, null, ['not-an-amount']],
		['visits', { kind: 'number', text: '12.5' }, null, []],
		['visits', { kind: 'number', text: '12.5.1' }, null, ['not-a-number']],
		['level', { kind: 'choice', text: 'talk' }, null, []],
		['level', { kind: 'choice', text: 'moon' }, null, ['unknown-choice']],
		['lead', { kind: 'person', text: 'bo' }, null, []],
		['lead', { kind: 'person', text: 'eve' }, null, ['unknown-person']],
		['host', { kind: 'organisation', text: 'bank' }, null, ['unknown-organisation']],
		['lead', { kind: 'date', text: '2027-01-01' }, null, ['unknown-choice']],
		[
			'deeds',
			deed({ due: '2027-01-01', price: '1', count: '1', paid: 'cash', who: 'bo' }),
			null,
			[]
		],
		['deeds', deed({ due: 'snart' }), null, ['not-a-day']],
		['deeds', deed({ price: 'x' }), null, ['not-an-amount']],
		['deeds', deed({ count: 'x' }), null, ['not-a-number']],
		['deeds', deed({ paid: 'shells' }), null, ['unknown-choice']],
		['deeds', deed({ who: 'eve' }), null, ['unknown-person']],
		['deeds', deed({ where: 'bank' }), null, ['unknown-organisation']]
	])('%s: %#', (key, value, reason, expected) => {
		expect(problems(key, value, reason)).toEqual(expected);
	});

	test('R-045 a personal number is never kept, wherever it is written', () => {
		expect(problems('about', { kind: 'text', text: 'Hun er 010190-1234' })).toEqual([
			'names-a-citizen'
		]);
		expect(problems('plans', { kind: 'rows', rows: [row('1', 'Aki 0101901234')] })).toEqual([
			'names-a-citizen'
		]);
		expect(problems('about', { kind: 'text', text: '' }, '311299 1234')).toEqual([
			'names-a-citizen'
		]);
	});
});
