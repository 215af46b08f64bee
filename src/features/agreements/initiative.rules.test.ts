import { describe, expect, test } from 'vitest';
import type { Answers } from '#features/documents/template.rules.ts';
import { elementStandings, isOutsideAges, outsideAgesOf } from './initiative.rules.ts';

const text = (words: string) => ({
	value: { kind: 'text' as const, text: words },
	notApplicable: null
});
const agreed: Answers = { 'target-group': text('Unge'), content: text('Aftener') };

describe('R-191 what, for whom and how', () => {
	test('are not agreed before all have agreed to a version that says them', () => {
		expect(elementStandings(null, agreed)).toEqual({
			goals: 'not-yet',
			audience: 'not-yet',
			content: 'not-yet'
		});
		expect(elementStandings(agreed, agreed)).toMatchObject({
			goals: 'not-yet',
			audience: 'agreed'
		});
	});

	test('show which of them is no longer as agreed', () => {
		const written = { ...agreed, 'target-group': text('Unge og deres forældre') };
		expect(elementStandings(agreed, written)).toMatchObject({
			audience: 'changed-since-agreed',
			content: 'agreed'
		});
		expect(elementStandings(agreed, { content: text('Aftener') })).toMatchObject({
			audience: 'changed-since-agreed'
		});
	});

	test('an answer touched and left empty changes nothing', () => {
		const touched = {
			...agreed,
			'age-from': { value: { kind: 'number' as const, text: '' }, notApplicable: null }
		};
		expect(elementStandings(agreed, touched)).toMatchObject({ audience: 'agreed' });
	});
});

describe('R-243 who is outside the ages', () => {
	const ages = {
		'age-from': { value: { kind: 'number' as const, text: '0' }, notApplicable: null },
		'age-to': { value: { kind: 'number' as const, text: '18' }, notApplicable: null }
	};

	test.each([
		['target-group', 0, false],
		['target-group', 18, false],
		['target-group', 19, true],
		['parent', 43, false],
		['professional', 61, false]
	] as const)('a %s of %i: %s', (as, age, outside) => {
		expect(isOutsideAges({ as, age }, ages)).toBe(outside);
	});

	test('nobody, where no ages are told', () => {
		expect(isOutsideAges({ as: 'target-group', age: 99 }, {})).toBe(false);
	});
});

test('R-243 of several agreements those are told that somebody is too young or too old for', () => {
	const aged = (from: string, to: string) => ({
		answers: {
			'age-from': { value: { kind: 'number', text: from }, notApplicable: null },
			'age-to': { value: { kind: 'number', text: to }, notApplicable: null }
		} as const
	});
	const [children, anybody] = [aged('0', '18'), aged('', '')];
	expect(outsideAgesOf(19, [children, anybody])).toEqual([children]);
	expect(outsideAgesOf(18, [children, anybody])).toEqual([]);
	expect(outsideAgesOf(null, [children])).toEqual([]);
});
