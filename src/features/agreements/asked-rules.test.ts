/** Which question of which agreement asks what a rule of the model wants to know. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fieldsOf, type Field } from '#features/documents/template.rules.ts';
import { newestTemplateOf } from './agreement-template.rules.ts';
import { AGREEMENT_KINDS, type AgreementKind } from './kind.rules.ts';

/** 'R-016–R-017' is both. */
const rulesOf = ({ rule }: Field): string[] => {
	const [from, to] = rule.split('–').map((each) => Number(each.slice(2)));
	if (!rule.startsWith('R-')) return [];
	return Array.from({ length: (to ?? from!) - from! + 1 }, (_, index) => number(from! + index));
};
const number = (of: number) => `R-${String(of).padStart(3, '0')}`;
const asking = (kind: AgreementKind, rule: string) =>
	fieldsOf(newestTemplateOf(kind))
		.filter((field) => rulesOf(field).includes(rule))
		.map(({ key }) => key);

describe('which question each rule asks', () => {
	test.each([
		['R-004', 'cooperation-contract', ['expectations']],
		['R-007', 'cooperation-contract', ['supported', 'sub-agreement-title', 'sub-agreement-on']],
		['R-008', 'cooperation-contract', ['activity']],
		['R-009', 'cooperation-contract', ['target-group', 'age-from', 'age-to']],
		['R-010', 'cooperation-contract', ['activity-purpose', 'collaboration-purpose']],
		['R-011', 'cooperation-contract', ['financing', 'funding']],
		['R-012', 'cooperation-contract', ['contributions']],
		['R-015', 'cooperation-contract', ['strategic-goals']],
		['R-016', 'cooperation-contract', ['activity-goals']],
		['R-017', 'cooperation-contract', ['activity-goals']],
		['R-018', 'cooperation-contract', ['documentation']],
		['R-019', 'cooperation-contract', ['setup', 'groups']],
		['R-020', 'cooperation-contract', ['roles']],
		['R-021', 'cooperation-contract', ['other-actors']],
		['R-022', 'cooperation-contract', ['anchoring', 'anchoring-tasks']],
		['R-023', 'cooperation-contract', ['meeting-series']],
		['R-024', 'cooperation-contract', ['coordinator', 'delegates']],
		[
			'R-025',
			'cooperation-contract',
			['communicators', 'communication-channels', 'communication-rules']
		],
		['R-038', 'activity-agreement', ['expects']],
		['R-180', 'cooperation-agreement', ['legal-area', 'legal-basis']],
		['R-188', 'cooperation-agreement', ['incentives']],
		['R-189', 'cooperation-agreement', ['incentives']],
		['R-190', 'cooperation-agreement', ['incentives', 'incentives-told']],
		['R-191', 'cooperation-agreement', ['target-group', 'theory-of-change', 'content']],
		['R-192', 'cooperation-agreement', ['theory-part']],
		['R-193', 'cooperation-agreement', ['theory-part']],
		['R-194', 'cooperation-agreement', ['theory-elements']],
		['R-196', 'cooperation-agreement', ['role-distribution']],
		['R-197', 'cooperation-agreement', ['role-distribution']],
		['R-198', 'cooperation-agreement', ['role-distribution']],
		['R-199', 'cooperation-agreement', ['revisit']],
		['R-213', 'cooperation-agreement', ['assessment']],
		['R-240', 'cooperation-agreement', ['wrong-fit']],
		['R-242', 'partnership-agreement', ['starts-on', 'stated-years']],
		['R-243', 'partnership-agreement', ['age-from', 'age-to']],
		['R-244', 'partnership-agreement', ['well-being']],
		['R-245', 'partnership-agreement', ['purposes']],
		['R-246', 'partnership-agreement', ['programme']],
		['R-250', 'partnership-agreement', ['focus-areas', 'own-focus-areas']],
		['R-261', 'partnership-agreement', ['name-approval', 'approval-contact']],
		['R-265', 'partnership-agreement', ['obligations', 'joint-obligations']],
		['R-277', 'partnership-agreement', ['anchoring-unit']],
		['R-285', 'partnership-agreement', ['ends-on', 'renewal-on']],
		['R-286', 'partnership-agreement', ['notice-months', 'received-on-first']],
		['R-287', 'partnership-agreement', ['breach']],
		['R-288', 'partnership-agreement', ['own-materials', 'materials']],
		['R-289', 'partnership-agreement', ['joint-materials']],
		['R-290', 'partnership-agreement', ['removal']]
	] satisfies [string, AgreementKind, string[]][])('%s in the %s: %j', (rule, kind, keys) => {
		expect(asking(kind, rule)).toEqual(keys);
	});

	const ranges = [
		[1, 26],
		[37, 39],
		[188, 199],
		[241, 245],
		[285, 291]
	] as const;

	test('each rule on agreements is asked by a question, or proved by a test that carries its number', () => {
		const titles = globSync('src/features/{agreements,documents}/{,server/}*.test.ts')
			.filter((file) => !/asked-rules|agreement-template\./.test(file))
			.flatMap((file) => readFileSync(file, 'utf8').split('\n'))
			.filter((line) => /^\t*(test|describe|\]\))/.test(line))
			.flatMap((line) => line.match(/R-\d{3}/g) ?? []);
		const here = AGREEMENT_KINDS.flatMap((kind) =>
			fieldsOf(newestTemplateOf(kind)).flatMap(rulesOf)
		);
		const all = ranges.flatMap(([from, to]) =>
			Array.from({ length: to - from + 1 }, (_, index) => number(from + index))
		);
		const uncovered = all.filter((rule) => ![...titles, ...here, ...BY_SHAPE].includes(rule));
		expect(uncovered).toEqual([]);
	});
	/** Proved on the shape of the templates (agreement-template.rules.test.ts). */
	const BY_SHAPE = ['R-001', 'R-013', 'R-014', 'R-037'];
});
