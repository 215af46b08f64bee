import { describe, expect, test } from 'vitest';
import { adapt, carryOver, type Adaptation, type OwnQuestion } from './adaptation.rules.ts';
import { template } from './example-template.rules.ts';
import { fieldsOf, findField, findSection, type Template } from './template.rules.ts';

const none: Adaptation = {
	owner: 'solby',
	revision: 1,
	original: { key: 'example', edition: 1 },
	leftOut: [],
	demanded: [],
	reworded: {},
	added: []
};
const own: OwnQuestion = {
	section: 'who',
	key: 'own-district',
	label: 'bydel',
	guidance: 'Hvilken bydel gælder det?',
	required: true,
	perParty: false,
	kind: 'text',
	options: []
};
const adapted = (changed: Partial<Adaptation>): Template => {
	const answered = adapt(template, { ...none, ...changed });
	if (!answered.ok) throw new Error(answered.reason);
	return answered.value;
};
const reasonOf = (changed: Partial<Adaptation>) => {
	const answered = adapt(template, { ...none, ...changed });
	return answered.ok ? 'adapted' : answered.reason;
};

describe('a municipality’s own version of a template', () => {
	test('without changes asks the same, remembers whose it is, and leaves the original as it was', () => {
		const before = structuredClone(template);
		const same = adapt(template, none);
		expect(same).toEqual({
			ok: true,
			value: { ...template, adapted: { owner: 'solby', revision: 1 } }
		});
		adapted({ leftOut: ['extra'], reworded: { about: { label: 'Om' } }, added: [own] });
		expect(template).toEqual(before);
	});

	test('leaves out what need not be answered, and sections that may be picked', () => {
		const shorter = adapted({ leftOut: ['extra', 'deeds', 'section/ours'] });
		expect(findField(shorter, 'extra')).toBeUndefined();
		expect(findSection(shorter, 'ours')).toBeUndefined();
		expect(findField(shorter, 'about')).toBeDefined();
	});

	test('keeps what must be answered, alone or in its section', () => {
		expect(reasonOf({ leftOut: ['about'] })).toBe('required-stays');
		expect(reasonOf({ leftOut: ['section/who'] })).toBe('required-stays');
	});

	test('keeps a list that another question points to, unless that goes as well', () => {
		expect(reasonOf({ leftOut: ['steps'] })).toBe('others-lean-on-it');
		expect(reasonOf({ leftOut: ['steps', 'reach'] })).toBe('others-lean-on-it');
		expect(reasonOf({ leftOut: ['steps', 'reach', 'tasks'] })).toBe('adapted');
		expect(reasonOf({ leftOut: ['section/ours'] })).toBe('adapted');
	});

	test('demands an answer to a question that the original leaves open', () => {
		const stricter = adapted({ demanded: ['extra'] });
		expect(findField(stricter, 'extra')?.required).toBe(true);
		expect(findField(template, 'extra')?.required).toBe(false);
	});

	test('says things in its own words, which are never taken for the key of a text', () => {
		const reworded = adapted({
			reworded: { about: { label: ' kort_om ' }, 'section/who': { guidance: 'hvem' } }
		});
		expect(findField(reworded, 'about')).toMatchObject({
			label: 'Kort_om',
			guidance: 'guidance_about'
		});
		expect(findSection(reworded, 'who')).toMatchObject({ label: 'who', guidance: 'Hvem' });
		expect(reasonOf({ reworded: { about: { label: ' ' } } })).toBe('question-without-words');
	});

	test('asks questions of its own at the end of a section', () => {
		const more = adapted({
			added: [
				own,
				{ ...own, key: 'own-scale', kind: 'choices', options: [{ key: 'a', label: 'lidt' }] },
				{ ...own, key: 'own-count', kind: 'number', perParty: true }
			]
		});
		expect(findSection(more, 'who')!.fields.slice(-3)).toMatchObject([
			{ key: 'own-district', kind: 'text', label: 'Bydel', required: true },
			{ key: 'own-scale', kind: 'choices', options: [{ key: 'a', label: 'Lidt' }] },
			{ key: 'own-count', kind: 'number', unit: null, perParty: true }
		]);
		expect(fieldsOf(more)).toHaveLength(fieldsOf(template).length + 3);
	});

	test.each([
		['a name that a later edition might take', { key: 'district' }, 'question-key-taken'],
		['no name a form could misread', { key: 'own-a@b' }, 'question-key-taken'],
		['a place in a section that is there', { section: 'nowhere' }, 'no-such-question'],
		['words', { label: ' ' }, 'question-without-words'],
		['something to choose from', { kind: 'choices' as const }, 'question-without-choices']
	])('a question of one’s own has %s', (_, changed, reason) => {
		expect(reasonOf({ added: [{ ...own, ...changed }] })).toBe(reason);
	});

	test('two questions of one’s own have two names, and none is put in a section left out', () => {
		expect(reasonOf({ added: [own, own] })).toBe('question-key-taken');
		const gone = { leftOut: ['section/ours'], added: [{ ...own, section: 'ours' }] };
		expect(reasonOf(gone)).toBe('no-such-question');
	});

	test('is of one original only, and names what is in it', () => {
		expect(reasonOf({ original: { key: 'example', edition: 2 } })).toBe('another-original');
		expect(reasonOf({ original: { key: 'other', edition: 1 } })).toBe('another-original');
		for (const changed of [
			{ leftOut: ['nothing'] },
			{ demanded: ['nothing'] },
			{ reworded: { nothing: { label: 'x' } } }
		])
			expect(reasonOf(changed)).toBe('no-such-question');
	});
});

test('a section and a question under one key are two parts', () => {
	const twins: Template = {
		key: 'twins',
		edition: 1,
		sections: [
			{
				key: 'roles',
				label: 'Roller',
				guidance: '',
				fields: [
					{ key: 'roles', label: 'Hvem?', guidance: '', required: false, rule: '', kind: 'text' },
					{ key: 'more', label: 'Mere', guidance: '', required: false, rule: '', kind: 'text' }
				]
			}
		]
	};
	const answered = adapt(twins, {
		...none,
		original: twins,
		leftOut: ['roles'],
		reworded: { 'section/roles': { label: 'Hvem gør hvad' } }
	});
	expect(answered).toMatchObject({
		value: { sections: [{ label: 'Hvem gør hvad', fields: [{ key: 'more' }] }] }
	});
});

describe('carried over to a newer edition', () => {
	const full: Adaptation = {
		...none,
		leftOut: ['extra', 'budget'],
		demanded: ['visits', 'level'],
		reworded: { about: { label: 'Om' }, lead: { label: 'Leder' } },
		added: [own, { ...own, key: 'own-more', section: 'ours' }]
	};
	const newer: Template = {
		...template,
		edition: 2,
		sections: template.sections
			.filter(({ key }) => key !== 'ours')
			.map((section) => ({
				...section,
				fields: section.fields
					.filter(({ key }) => !['visits', 'lead'].includes(key))
					.map((field) => (field.key === 'extra' ? { ...field, required: true } : field))
			}))
	};

	test('keeps what still holds, and tells what does not', () => {
		const { adaptation, dropped } = carryOver(full, newer);
		expect(dropped).toEqual(['extra', 'visits', 'lead', 'own-more']);
		expect(adaptation).toEqual({
			...full,
			revision: 2,
			original: { key: 'example', edition: 2 },
			leftOut: ['budget'],
			demanded: ['level'],
			reworded: { about: { label: 'Om' } },
			added: [own]
		});
		expect(adapt(newer, adaptation).ok).toBe(true);
	});

	test('to an edition that changed nothing it drops nothing', () => {
		expect(carryOver(full, { ...template, edition: 2 }).dropped).toEqual([]);
	});
});
