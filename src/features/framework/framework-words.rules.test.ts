import { expect, test } from 'vitest';
import { GUIDELINES } from '#features/foreseen/guideline.rules.ts';
import { fieldsOf, type Answers } from '#features/documents/template.rules.ts';
import { frameworkTemplate } from './framework-template.rules.ts';
import {
	ANSWERED_FOR,
	channelsBetweenParties,
	planTypesIn,
	wordsForGuidelines
} from './framework-words.rules.ts';

const row = (id: string, cells: Record<string, string>) => ({ id, cells });
const answers: Answers = {
	interpreters: {
		value: {
			kind: 'rows',
			rows: [
				row('i1', { provider: 'Tolkeservice', languages: 'grønlandsk', 'lead-time': '' }),
				row('i2', { provider: ' ', languages: '' })
			]
		},
		notApplicable: null
	},
	channels: {
		value: {
			kind: 'groups',
			groups: {
				municipal: {
					rows: [row('c1', { channel: 'Fælles kalender', 'used-for': 'møder' })],
					none: ''
				},
				citizen: { rows: [row('c2', { channel: 'Sms', 'used-for': 'aftaler' })], none: '' }
			}
		},
		notApplicable: null
	},
	'plan-types': {
		value: { kind: 'rows', rows: [row('p1', { name: 'Jobplan', where: 'Jobcentret' })] },
		notApplicable: null
	},
	'plan-involvement': {
		value: { kind: 'text', text: 'Borgeren skriver selv målene.' },
		notApplicable: null
	},
	forums: {
		value: {
			kind: 'groups',
			groups: {
				municipal: {
					rows: [
						row('f1', {
							series: '5aaa77f0-1111-4222-8333-444455556666',
							person: 'p.o',
							members: 'Alle parter',
							name: 'Netværk om hjemløshed'
						})
					],
					none: ''
				}
			}
		},
		notApplicable: null
	},
	'plan-coordination': { value: { kind: 'text', text: 'Hver måned' }, notApplicable: 'Senere' }
};

test('R-102 the checklist says what the municipality’s own framework answers where it belongs, and nothing else', () => {
	const names = { organisations: {}, people: { 'p.o': 'Ida Ildsjæl, Klubben' } };
	expect(wordsForGuidelines({ answers, names })).toEqual({
		'interpreter-asked': [
			{
				text: 'Tolkeservice',
				facts: [{ label: 'framework_column_languages', text: 'grønlandsk' }]
			}
		],
		// To colleagues one writes otherwise than to the citizen.
		'contact-agreed': [
			{ text: 'Sms', facts: [{ label: 'framework_column_used_for', text: 'aftaler' }] }
		],
		'plan-made': [
			{ text: 'Jobplan', facts: [{ label: 'framework_column_where_found', text: 'Jobcentret' }] },
			{ text: 'Borgeren skriver selv målene.', facts: [] }
		],
		// In the order in which the framework asks; who is pointed to by name, and no id that nobody has a name for.
		'meeting-held': [
			{
				text: 'Netværk om hjemløshed',
				facts: [
					{ label: 'framework_column_members', text: 'Alle parter' },
					{ label: 'framework_column_convener', text: 'Ida Ildsjæl, Klubben' }
				]
			}
		]
	});
	expect(wordsForGuidelines({ answers: {}, names })).toEqual({});
});

test('each guideline and each question that belongs together is there', () => {
	const questions = fieldsOf(frameworkTemplate).map(({ key }) => key);
	for (const [guideline, asked] of Object.entries(ANSWERED_FOR)) {
		expect(GUIDELINES).toContain(guideline);
		for (const question of asked) expect(questions).toContain(question);
	}
});

test('R-151 the channels offered are those between who works together, not those to the citizen', () => {
	expect(channelsBetweenParties(answers)).toEqual(['Fælles kalender']);
	expect(channelsBetweenParties({})).toEqual([]);
});

test('R-087 R-088 the kinds of plan with who has access to each; two rows of one name are told as one, and what does not apply is not told', () => {
	const rows = [
		row('p1', { name: ' Jobplan ', where: 'Jobcentret', access: 'Job' }),
		row('p2', { name: '', where: 'Ingen steder' }),
		row('p3', { name: 'Social handleplan', where: 'Fagsystemet' }),
		row('p4', { name: 'Jobplan', where: 'Jobnet', access: 'Job' })
	];
	const types: Answers = { 'plan-types': { value: { kind: 'rows', rows }, notApplicable: null } };
	const access = { p1: ['o1', 'o2'], p4: ['o2', 'unknown'] };
	const said = (notApplicable: string | null) =>
		planTypesIn({
			template: 'framework',
			edition: 4,
			answers: {
				...types,
				'plan-access': { value: { kind: 'matrix', organisations: access }, notApplicable }
			},
			names: { organisations: { o1: 'Solby', o2: 'Kilden' }, people: {} }
		});
	expect(said(null)).toEqual([
		{
			name: 'Jobplan',
			where: 'Jobcentret · Jobnet',
			departments: 'Job',
			organisations: ['Kilden', 'Solby']
		},
		{ name: 'Social handleplan', where: 'Fagsystemet', departments: '', organisations: [] }
	]);
	expect(said('Ikke endnu').flatMap(({ organisations }) => organisations)).toEqual([]);
});
