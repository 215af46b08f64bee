import { expect, test } from 'vitest';
import { GUIDELINES } from '#features/foreseen/guideline.rules.ts';
import { fieldsOf, type Answers } from '#features/documents/template.rules.ts';
import { frameworkTemplate } from './framework-template.rules.ts';
import {
	ANSWERED_FOR,
	channelsBetweenParties,
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
	'plan-coordination': { value: { kind: 'text', text: 'Hver måned' }, notApplicable: 'Senere' }
};

test('R-102 the checklist says what the municipality’s own framework answers where it belongs, and nothing else', () => {
	expect(wordsForGuidelines(answers)).toEqual({
		'interpreter-asked': ['Tolkeservice · grønlandsk'],
		// To colleagues one writes otherwise than to the citizen.
		'contact-agreed': ['Sms · aftaler'],
		'plan-made': ['Jobplan · Jobcentret', 'Borgeren skriver selv målene.']
	});
	expect(wordsForGuidelines({})).toEqual({});
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
