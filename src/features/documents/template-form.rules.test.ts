import { describe, expect, test } from 'vitest';
import { adapt, NO_CHANGES, type Changes } from './adaptation.rules.ts';
import { template } from './example-template.rules.ts';
import { changesWith, inputsOf, readInputs, tooLong } from './template-form.rules.ts';
import { findSection } from './template.rules.ts';

const who = findSection(template, 'who')!;
const own = { section: 'who', key: 'own-a', label: 'Bydel', guidance: '', required: true };
const changed: Changes = {
	leftOut: ['section/ours'],
	demanded: ['extra'],
	reworded: { about: { label: 'Om' } },
	added: [{ ...own, perParty: false, kind: 'choices', options: [{ key: 'a', label: 'Nord' }] }]
};

test('a section as it is shown and sent back untouched changes nothing', () => {
	for (const section of template.sections) {
		const back = changesWith(section, inputsOf(section, changed), changed);
		for (const part of ['leftOut', 'demanded'] as const)
			expect(back[part].toSorted()).toEqual(changed[part].toSorted());
		expect(back.reworded).toEqual(changed.reworded);
		expect(back.added).toEqual(changed.added);
	}
});

test('what is not posted stays as it is', () => {
	for (const section of template.sections)
		expect(
			adapt(template, {
				...changesWith(section, {}, changed),
				owner: 's',
				revision: 1,
				original: template
			})
		).toEqual(adapt(template, { ...changed, owner: 's', revision: 1, original: template }));
});

describe('what is typed', () => {
	const first = template.sections.find(({ fields }) => fields.some(({ key }) => key === 'extra'))!;

	test('leaves a question out, asks for it, and says it in other words', () => {
		const inputs = { 'asking.extra': 'left-out', 'label.extra': 'Mere', 'guidance.extra': '' };
		const after = changesWith(first, inputs, changed);
		expect(after.leftOut).toEqual(['section/ours', 'extra']);
		expect(after.demanded).toEqual([]);
		expect(after.reworded.extra).toEqual({ label: 'Mere' });
	});

	test('a nonsense choice changes nothing', () => {
		expect(changesWith(first, { 'asking.extra': 'x' }, changed).demanded).toEqual(['extra']);
	});

	test('adds a question of one’s own once something is written in it', () => {
		expect(changesWith(who, { 'own-label.own-b': '' }, NO_CHANGES).added).toEqual([]);
		const inputs = {
			'own-label.own-b': 'Hvor?',
			'own-kind.own-b': 'choices',
			'own-options.own-b': 'Nord\n\n Syd\nNord',
			'own-whose.own-b': 'each'
		};
		expect(changesWith(who, inputs, NO_CHANGES).added).toMatchObject([
			{
				section: 'who',
				key: 'own-b',
				kind: 'choices',
				perParty: true,
				required: false,
				options: [
					{ key: 'o1', label: 'Nord' },
					{ key: 'o2', label: 'Syd' }
				]
			}
		]);
	});

	test('a choice that stood there before keeps its key', () => {
		const after = changesWith(who, { 'own-options.own-a': 'Syd\nNord' }, changed);
		expect(after.added[0]!.options).toEqual([
			{ key: 'o1', label: 'Syd' },
			{ key: 'a', label: 'Nord' }
		]);
	});

	test('takes a question of one’s own out only where that is said', () => {
		expect(changesWith(who, { 'own-stays.own-a': 'no' }, changed).added).toEqual([]);
		expect(changesWith(who, { 'own-stays.own-a': 'yes' }, changed).added).toHaveLength(1);
	});

	test('of an input sent twice the first counts, and signs that no screen shows are left out', () => {
		expect(
			readInputs([
				['label.a', ' x\u0000\r\ny '],
				['label.a', 'z']
			])
		).toEqual({ 'label.a': 'x\ny' });
	});

	test.each([
		['label.a', 300],
		['own-label.own-a', 300],
		['guidance.a', 2000],
		['own-options.own-a', 2000]
	])('%s has room for %i characters', (name, longest) => {
		expect(tooLong({ [name]: 'x'.repeat(longest) })).toEqual([]);
		expect(tooLong({ [name]: 'x'.repeat(longest + 1) })).toEqual([name]);
	});
});
