/** The templates of the agreements: what each asks, and that all of it can be read and kept. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { partyKey, shapeTemplate } from '#features/documents/shape.rules.ts';
import {
	columnsOf,
	fieldsOf,
	findField,
	type Choice,
	type Template
} from '#features/documents/template.rules.ts';
import { findAgreementTemplate, newestTemplateOf } from './agreement-template.rules.ts';
import { AGREEMENT_KINDS, wayOf } from './kind.rules.ts';

const contract = newestTemplateOf('cooperation-contract');
const cooperation = newestTemplateOf('cooperation-agreement');
const partnership = newestTemplateOf('partnership-agreement');
const activity = newestTemplateOf('activity-agreement');
const columns = (template: Template, key: string, only?: 'required') =>
	columnsOf(findField(template, key)!)
		.filter(({ required }) => required || only === undefined)
		.map((column) => column.key);
const optionsOf = (template: Template, key: string): readonly Choice[] => {
	const field = findField(template, key)!;
	return field.kind === 'choices' || field.kind === 'choice' ? field.options : [];
};
const perParty = (template: Template) =>
	template.sections.flatMap((section) =>
		section.fields.filter((field) => section.perParty || field.perParty).map(({ key }) => key)
	);
const labelOf = ({ label }: Choice) => label;

describe('the cooperation contract', () => {
	test('R-001 R-005 each of its sections can be left out; only when and by whom it is gone through again is always asked', () => {
		const always = contract.sections.filter(({ optional }) => !optional);
		expect(always.map(({ key }) => key)).toEqual(['term']);
		const required = always[0]!.fields.filter((field) => field.required);
		expect(required.map(({ key }) => key)).toEqual(['review-on', 'review-owner']);
	});

	test('R-001 with one section picked it asks that one, and every party once', () => {
		const shaped = shapeTemplate(contract, { parties: ['solby', 'natly'], sections: ['roles'] });
		expect(shaped.sections.map(({ key }) => key)).toEqual(['roles', 'term']);
		expect(shaped.sections[0]!.fields.map(({ key }) => key)).toEqual([
			partyKey('roles', 'solby'),
			partyKey('roles', 'natly')
		]);
	});

	test('R-008 the description is short', () => {
		expect(findField(contract, 'activity')).toMatchObject({ kind: 'text', longest: 2_000 });
	});

	test('R-012 R-020 R-004 R-007 R-022 what each party answers for itself', () => {
		expect(perParty(contract)).toEqual([
			'contributions',
			'supported',
			'roles',
			'anchoring-tasks',
			'expectations'
		]);
	});

	test('R-013 R-014 R-291 who is responsible, works and signs is kept with the parties, and asked nowhere else', () => {
		const all = AGREEMENT_KINDS.map(newestTemplateOf)
			.flatMap(fieldsOf)
			.map(({ key }) => key);
		expect(all.filter((key) => /^(responsible|executing|signator)/.test(key))).toEqual([]);
	});

	test('R-017 a goal may carry a number, a unit, a period and a day, and need not', () => {
		expect(columns(contract, 'activity-goals')).toEqual(['goal', 'number', 'unit', 'period', 'by']);
		expect(columns(contract, 'activity-goals', 'required')).toEqual(['goal']);
	});

	test('R-018 R-022 a documentation item and an anchoring task each have one responsible person', () => {
		expect(columns(contract, 'documentation', 'required')).toEqual([
			'what',
			'how',
			'when',
			'responsible'
		]);
		expect(columns(contract, 'anchoring-tasks', 'required')).toEqual([
			'task',
			'responsible',
			'due'
		]);
	});

	test('R-023 a series of meetings has purpose, frequency and participants', () => {
		expect(columns(contract, 'meeting-series', 'required')).toEqual([
			'kind',
			'purpose',
			'frequency',
			'participants'
		]);
	});

	test('R-004 a party writes about sections the contract has', () => {
		const about = columnsOf(findField(contract, 'expectations')!).find(
			({ key }) => key === 'about'
		);
		const keys = about?.kind === 'choice' ? about.options.map(({ key }) => key) : [];
		const sections = contract.sections.map(({ key }) => key);
		expect(keys.length).toBeGreaterThan(5);
		expect(keys.filter((key) => !sections.includes(key))).toEqual([]);
	});
});

describe('the other agreements', () => {
	test('R-189 incentives are the six of the catalogue, and other', () => {
		expect(optionsOf(cooperation, 'incentives').map(({ key }) => key)).toEqual([
			'cause',
			'image',
			'resources',
			'options',
			'knowledge',
			'civil-society',
			'other'
		]);
		expect(perParty(cooperation)).toContain('incentives');
	});

	test('R-196 R-197 R-198 a role is told in three dimensions, at two levels, towards a shared goal', () => {
		const roles = findField(cooperation, 'role-distribution')!;
		expect(roles.kind === 'groups' && roles.groups.map(({ key }) => key)).toEqual([
			'economic',
			'functional',
			'professional'
		]);
		expect(columns(cooperation, 'role-distribution')).toEqual(
			expect.arrayContaining(['manager', 'worker', 'open'])
		);
		const towards = columnsOf(roles).find(({ key }) => key === 'towards');
		expect(towards).toMatchObject({ kind: 'row', of: 'activity-goals' });
	});

	test('R-191 what, for whom and how are always asked', () => {
		const always = ['activity-goals', 'target-group', 'content'];
		expect(always.filter((key) => !findField(cooperation, key)?.required)).toEqual([]);
		const optional = cooperation.sections.filter((section) => section.optional);
		expect(optional.map(({ key }) => key)).toEqual([
			'incentives',
			'theory',
			'economy',
			'communication',
			'anchoring',
			'rights'
		]);
	});

	test('R-242 R-285 R-286 a partnership has its dates, its notice and what counts as breach', () => {
		const always = ['starts-on', 'ends-on', 'notice-months', 'received-on-first', 'breach'];
		expect(always.filter((key) => !findField(partnership, key)?.required)).toEqual([]);
		expect(optionsOf(partnership, 'received-on-first').map(({ key }) => key)).toEqual([
			'next-month',
			'same-day'
		]);
	});

	test('R-265 A-11 obligations, ambitions and the right to approve one’s name are each party’s own', () => {
		expect(perParty(partnership)).toEqual([
			'ambition',
			'obligations',
			'contributions',
			'name-approval',
			'approval-contact',
			'materials'
		]);
	});

	test('R-037 R-038 the activity agreement is a page, and each side says what it expects', () => {
		expect(perParty(activity)).toEqual(['expects']);
		expect(activity.sections.some(({ optional }) => optional)).toBe(false);
		const written = AGREEMENT_KINDS.filter((kind) => wayOf(kind) !== 'outside');
		const sizes = written.map((kind) => fieldsOf(newestTemplateOf(kind)).length);
		expect(fieldsOf(activity)).toHaveLength(Math.min(...sizes));
		expect(fieldsOf(activity).length).toBeLessThanOrEqual(15);
	});
});

describe('an agreement that was signed elsewhere', () => {
	test('R-005 R-286 R-265 asks for what keeps it alive, and little else', () => {
		const elsewhere = newestTemplateOf('signed-elsewhere');
		const required = fieldsOf(elsewhere).filter((field) => field.required);
		expect(required.map(({ key }) => key)).toEqual([
			'agreement-type',
			'starts-on',
			'review-on',
			'review-owner'
		]);
		for (const key of ['ends-on', 'notice-months', 'received-on-first', 'renewal-on'])
			expect(findField(elsewhere, key)).toBeDefined();
		expect(perParty(elsewhere)).toEqual([]);
		expect(columns(elsewhere, 'written-promises')).toEqual([
			'promised-by',
			'obligation',
			'due',
			'shown-by'
		]);
		expect(optionsOf(elsewhere, 'agreement-type').map(({ key }) => key)).toEqual([
			...AGREEMENT_KINDS.filter((kind) => wayOf(kind) !== 'outside'),
			'other'
		]);
	});
});

describe.each(AGREEMENT_KINDS)('the template of the %s', (kind) => {
	const template = newestTemplateOf(kind);

	test('has its text for every section, question, column and choice in each language', () => {
		const keys = [
			...template.sections.flatMap(({ label, guidance }) => [label, guidance]),
			...fieldsOf(template).flatMap((field) => [
				field.label,
				field.guidance,
				...(field.kind === 'choices' || field.kind === 'choice' ? field.options : []).map(labelOf),
				...(field.kind === 'groups' ? field.groups : []).map(labelOf),
				...(field.kind === 'number' && field.unit !== null ? [field.unit] : []),
				...columnsOf(field).flatMap((column) => [
					column.label,
					...(column.kind === 'choice' ? column.options : []).map(labelOf)
				])
			])
		];
		for (const language of ['da', 'en']) {
			const texts = JSON.parse(readFileSync(`messages/${language}.json`, 'utf8'));
			expect(keys.filter((key) => !texts[key])).toEqual([]);
		}
	});

	test('asks each thing once, under a name that a form and a table can keep', () => {
		const keys = fieldsOf(template).map(({ key }) => key);
		expect(new Set(keys).size).toBe(keys.length);
		expect(keys.filter((key) => !/^[a-z][a-z-]{1,98}$/.test(key))).toEqual([]);
		expect(template.key).toBe(kind);
	});

	test('is found again by its edition, and one that is not there is not', () => {
		expect(findAgreementTemplate(kind, template.edition)).toBe(template);
		expect(findAgreementTemplate(kind, template.edition + 1)).toBeUndefined();
	});

	test('points only to lists it has', () => {
		const pointed = fieldsOf(template).flatMap((field) =>
			columnsOf(field).flatMap((column) => (column.kind === 'row' ? [column.of] : []))
		);
		const lists = fieldsOf(template).filter((field) => field.kind === 'rows');
		expect(pointed.filter((key) => !lists.some((list) => list.key === key))).toEqual([]);
	});
});
