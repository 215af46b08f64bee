import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fieldsOf, findField, type Field } from '#features/documents/template.rules.ts';
import {
	frameworkTemplate as template,
	goals,
	PARTNERS_FIELD,
	WAYS_FIELD
} from './framework-template.rules.ts';

const field = (key: string) => findField(template, key)!;
const groupsOf = (key: string) => {
	const found = field(key);
	return found.kind === 'groups' ? found.groups.map((group) => group.key) : [];
};
const columnsOf = (found: Field) =>
	found.kind === 'rows' || found.kind === 'groups' ? found.columns : [];

test('R-050 the six goals of the model stand in every framework, each with its own key', () => {
	expect(new Set(goals.map(({ key }) => key)).size).toBe(6);
});

test.each([
	['R-076', ['gender', 'age', 'social-problems']],
	['R-077', ['relevant-partners']],
	['R-078', ['effort']],
	['R-079', ['outreach']],
	['R-080', ['forums']],
	['R-081', ['agreements']],
	['R-082', ['coordinating-functions']],
	['R-083', ['tovholder-pool']],
	['R-084', ['home-municipality', 'home-municipality-partners']],
	['R-085', ['channels']],
	['R-086', ['interpreters']],
	['R-087', ['plan-types']],
	['R-088', ['plan-access']],
	['R-089', ['plan-coordination']],
	['R-090', ['plan-involvement']],
	['R-091', ['work-tools']],
	['R-092–R-094', ['offer-list']],
	['R-095', ['dissemination-channels', 'availability']],
	['R-097', ['update-notice']]
])('%s is asked, and must be answered: %j', (rule, keys) => {
	const asking = fieldsOf(template).filter((each) => each.rule === rule);
	expect(asking.map(({ key }) => key)).toEqual(keys);
	expect(asking.every(({ required }) => required)).toBe(true);
});

test('R-075 the target group comes before the partners that are chosen from it', () => {
	expect(template.sections[0]!.fields.at(-1)!.key).toBe(PARTNERS_FIELD);
	expect(field(PARTNERS_FIELD).kind).toBe('organisations');
});

test('R-080 R-081 forums and agreements are told in three scopes', () => {
	expect(groupsOf('forums')).toEqual(['municipal', 'municipal-others', 'others']);
	expect(groupsOf('agreements')).toEqual(groupsOf('forums'));
});

test('R-082 coordinating functions are grouped by administrative area', () => {
	expect(field('coordinating-functions')).toMatchObject({ kind: 'rows', groupedBy: 'area' });
});

test('R-085 channels are told in four scopes', () => {
	expect(groupsOf('channels')).toEqual(['municipal', 'others', 'municipal-others', 'citizen']);
});

test('R-095 R-097 who tells of the framework, to whom and with what may be written; that it is told stands with the version', () => {
	const ways = field(WAYS_FIELD);
	expect(ways.required).toBe(false);
	expect(columnsOf(ways).map(({ key, kind }) => [key, kind])).toEqual([
		['way', 'text'],
		['audience', 'text'],
		['when', 'text'],
		['organisation', 'organisation'],
		['person', 'person'],
		['file', 'file']
	]);
});

test('R-088 the matrix stands on the list of plans', () => {
	expect(field('plan-access')).toMatchObject({ kind: 'matrix', rowsOf: 'plan-types' });
});

test('R-093 R-094 offers stand in two groups; all about an offer but the referral is required', () => {
	expect(groupsOf('offer-list')).toEqual(['municipal', 'private-voluntary']);
	const optional = columnsOf(field('offer-list')).filter(({ required }) => !required);
	expect(optional.map(({ key }) => key)).toEqual(['referral']);
});

test('every question, group and column has its text in each language', () => {
	const keys = [
		...goals.map(({ label }) => label),
		...template.sections.flatMap(({ label, guidance }) => [label, guidance]),
		...fieldsOf(template).flatMap((each) => [
			each.label,
			each.guidance,
			...columnsOf(each).map(({ label }) => label),
			...(each.kind === 'groups' ? each.groups.map(({ label }) => label) : []),
			...(each.kind === 'choices' ? each.options.map(({ label }) => label) : [])
		])
	];
	for (const language of ['da', 'en']) {
		const texts = JSON.parse(readFileSync(`messages/${language}.json`, 'utf8'));
		expect(keys.filter((key) => !texts[key])).toEqual([]);
	}
});

test('keys are unique, and name nothing a form could misread', () => {
	const keys = fieldsOf(template).map(({ key }) => key);
	expect(new Set(keys).size).toBe(keys.length);
	expect(keys.filter((key) => !/^[a-z-]+$/.test(key))).toEqual([]);
});
