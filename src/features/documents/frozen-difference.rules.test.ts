import { expect, test } from 'vitest';
import {
	differsBesides,
	haveSamePeople,
	peopleDifferences,
	saysTheSame,
	sectionsBesides
} from './frozen-difference.rules.ts';
import type { FrozenDocument, FrozenParty } from './frozen.rules.ts';

const somebody = (person: string, name: string, title = '') => ({ person, name, title });
const shelter: FrozenParty = {
	organisation: 'shelter',
	name: 'Kilden',
	cvr: null,
	responsible: somebody('birgitte', 'Birgitte Holm', 'Leder'),
	executing: [somebody('aviaja', 'Aviâja Kleist', 'Kontaktperson')],
	signatories: [somebody('birgitte', 'Birgitte Holm', 'Leder')]
};
const field = {
	key: 'activity',
	label: 'Aktiviteten',
	guidance: '',
	required: true,
	rule: 'R-008',
	kind: 'text'
} as const;
const agreed: FrozenDocument = {
	format: 'samspil-document-1',
	title: 'Kaffe på havnen',
	language: 'da',
	template: { key: 'cooperation-contract', edition: 2 },
	parties: [shelter],
	sections: [{ key: 'activity', label: 'Det, vi gør', guidance: '', fields: [field] }],
	notChosen: ['goals'],
	answers: { activity: { value: { kind: 'text', text: 'Kaffe.' }, notApplicable: null } },
	names: { organisations: {}, people: {} }
};
const having = (party: Partial<FrozenParty>): FrozenDocument => ({
	...agreed,
	parties: [{ ...shelter, ...party }]
});

test('S-4 what the register calls somebody, and another wording of a question, change no agreement', () => {
	const renamed = having({
		name: 'Værestedet Kilden',
		responsible: somebody('birgitte', 'Birgitte Holm Bang', 'Direktør'),
		executing: [somebody('aviaja', 'Aviâja Kleist', 'Leder af vagten')]
	});
	expect(saysTheSame(agreed, renamed)).toBe(true);
	expect(haveSamePeople(agreed, renamed)).toBe(true);
	const reworded = { ...field, label: 'Hvad sker der?' };
	const said = { ...agreed, sections: [{ ...agreed.sections[0]!, fields: [reworded] }] };
	expect(saysTheSame(agreed, said)).toBe(true);
});

test.each<[string, FrozenDocument]>([
	['another name', { ...agreed, title: 'Te på havnen' }],
	['another language', { ...agreed, language: 'en' }],
	['another edition', { ...agreed, template: { ...agreed.template, edition: 3 } }],
	['a party more', { ...agreed, parties: [shelter, { ...shelter, organisation: 'homes' }] }],
	['another who is responsible', having({ responsible: somebody('aviaja', 'Aviâja Kleist') })],
	['nobody who does the work', having({ executing: [] })],
	[
		'another title to sign as',
		having({ signatories: [somebody('birgitte', 'Birgitte Holm', 'Formand')] })
	],
	[
		'a section more',
		{
			...agreed,
			sections: [...agreed.sections, { ...agreed.sections[0]!, key: 'goals', fields: [] }]
		}
	],
	[
		'another answer',
		{
			...agreed,
			answers: { activity: { value: { kind: 'text', text: 'Te.' }, notApplicable: null } }
		}
	],
	[
		'a reason not to answer',
		{
			...agreed,
			answers: { activity: { value: { kind: 'text', text: '' }, notApplicable: 'Nej' } }
		}
	]
])('S-4 %s changes it', (_, changed) => {
	expect(saysTheSame(agreed, changed)).toBe(false);
	expect(saysTheSame(changed, agreed)).toBe(false);
});

test('who acts for a party is told as it was and as it is, role by role, and only where it is another', () => {
	expect(peopleDifferences(agreed, agreed)).toEqual([]);
	const other = having({ executing: [somebody('viggo', 'Viggo Thomsen', 'Frivillig')] });
	expect(haveSamePeople(agreed, other)).toBe(false);
	expect(peopleDifferences(agreed, other)).toEqual([
		{
			organisation: 'shelter',
			party: 'Kilden',
			role: 'executing',
			before: ['Aviâja Kleist, Kontaktperson'],
			after: ['Viggo Thomsen, Frivillig']
		}
	]);
});

test('a section that was picked or left out is named', () => {
	const more = {
		...agreed,
		sections: [...agreed.sections, { ...agreed.sections[0]!, key: 'goals', label: 'Mål' }]
	};
	expect(sectionsBesides(more, agreed)).toEqual(['Mål']);
	expect(sectionsBesides(agreed, more)).toEqual([]);
});

test('what differs besides the answers is seen, whichever part it is', () => {
	const none = { gone: [], added: [] };
	const title = { title: 'Hjem igen' };
	const same = { before: title, after: title, people: [], parties: none, sections: none };
	expect(differsBesides(same)).toBe(false);
	for (const other of [
		{ after: { title: 'Hjem' } },
		{ people: ['Vera'] },
		{ parties: { gone: ['Nattely'], added: [] } },
		{ sections: { gone: [], added: ['Løbetid'] } }
	])
		expect(differsBesides({ ...same, ...other })).toBe(true);
});
