import { describe, expect, test } from 'vitest';
import { progressOf, whatIsMissing } from './completeness.rules.ts';
import { answer, complete, row, template } from './example-template.rules.ts';
import { emptyValue, fieldsOf, findField, type Answers } from './template.rules.ts';

const lacks = (answers: Answers) =>
	whatIsMissing(template, answers).map(({ field, lack, where }) => [field, lack, where]);
const field = (key: string) => findField(template, key)!;

describe('completeness', () => {
	test('R-065 every required question stands open until it is answered', () => {
		expect(lacks({})).toEqual(
			fieldsOf(template)
				.filter(({ required }) => required)
				.map(({ key }) => [key, 'unanswered', null])
		);
		expect(lacks(complete)).toEqual([]);
	});

	test('R-065 “not applicable” is an answer once it has a reason', () => {
		const with_ = (reason: string) => ({
			...complete,
			about: { value: emptyValue(field('about')), notApplicable: reason }
		});
		expect(lacks(with_('  '))).toEqual([['about', 'reason-missing', null]]);
		expect(lacks(with_('Vi er en lille kommune'))).toEqual([]);
	});

	test.each<[string, Answers, unknown[]]>([
		[
			'white space',
			{ about: answer({ kind: 'text', text: ' \n' }) },
			['about', 'unanswered', null]
		],
		[
			'a list of empty rows',
			{ plans: answer({ kind: 'rows', rows: [row('1', '')] }) },
			['plans', 'unanswered', null]
		],
		[
			'a row without its required cell',
			{ plans: answer({ kind: 'rows', rows: [row('1', '', 'et sted'), row('2', 'x')] }) },
			['plans', 'cell-missing', 'name']
		],
		[
			'a group with neither rows nor reason',
			{
				forums: answer({
					kind: 'groups',
					groups: { inside: { rows: [row('3', 'x')], none: '' }, across: { rows: [], none: '' } }
				})
			},
			['forums', 'group-empty', 'across']
		],
		[
			'a plan nobody has access to',
			{ access: answer({ kind: 'matrix', organisations: { 1: ['shelter'] } }) },
			['access', 'row-uncovered', '2']
		],
		[
			'a matrix that covers only rows that are gone',
			{ access: answer({ kind: 'matrix', organisations: { 9: ['shelter'] } }) },
			['access', 'unanswered', null]
		]
	])('%s is missing something', (_, change, expected) => {
		expect(lacks({ ...complete, ...change })).toContainEqual(expected);
	});

	test('a matrix over a list that does not apply lacks nothing', () => {
		const plans = { value: emptyValue(field('plans')), notApplicable: 'Ingen planer' };
		expect(
			lacks({ ...complete, plans, access: answer({ kind: 'matrix', organisations: {} }) })
		).toEqual([]);
	});

	test('progress counts the questions with nothing missing, and those on which something is said', () => {
		expect(progressOf(template, template.sections[0]!, {})).toEqual({
			complete: 1,
			answered: 0,
			total: 5
		});
		expect(progressOf(template, template.sections[1]!, complete)).toEqual({
			complete: 3,
			answered: 3,
			total: 3
		});
	});
});
