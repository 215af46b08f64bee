import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	cellDifference,
	differencesBetween,
	rowDifferences,
	textDifference
} from './difference.rules.ts';
import { answer, complete, row, template } from './example-template.rules.ts';
import { answerTo, findField, type Answers, type Row } from './template.rules.ts';

describe('differences', () => {
	test('only the questions answered differently are told, in reading order', () => {
		const after: Answers = {
			...complete,
			access: { ...complete.access!, notApplicable: 'x' },
			about: answer({ kind: 'text', text: 'Nogle' })
		};
		expect(differencesBetween(template, complete, after).map((each) => each.field.key)).toEqual([
			'about',
			'access'
		]);
		expect(differencesBetween(template, complete, complete)).toEqual([]);
	});

	test('before the first version nothing was answered', () => {
		expect(differencesBetween(template, {}, complete)).toHaveLength(8);
		expect(answerTo(findField(template, 'about')!, {}).value).toEqual({ kind: 'text', text: '' });
	});

	test('rows are matched by id: gone, changed and new', () => {
		const before = [row('1', 'a'), row('2', 'b'), row('3', 'c')];
		const after = [row('4', 'd'), row('3', 'c'), row('2', 'B')];
		expect(rowDifferences(before, after)).toEqual([
			{ before: row('1', 'a'), after: null },
			{ before: row('2', 'b'), after: row('2', 'B') },
			{ before: null, after: row('4', 'd') }
		]);
	});

	test('an empty cell and a missing one, and rows without words, are no difference', () => {
		const plans = (...rows: Row[]) => ({ plans: answer({ kind: 'rows', rows }) });
		const coffee = row('1', 'Formiddagskaffe');
		const spelledOut = { id: '1', cells: { note: '', name: 'Formiddagskaffe' } };
		const blank = { id: '9', cells: { name: '', note: '' } };
		expect(differencesBetween(template, plans(coffee), plans(spelledOut, blank))).toEqual([]);
		expect(rowDifferences([coffee], [spelledOut, blank])).toEqual([]);
		const forum = (rows: Row[]) => ({
			forums: answer({ kind: 'groups', groups: { inside: { rows, none: '' } } })
		});
		expect(differencesBetween(template, forum([coffee]), forum([spelledOut]))).toEqual([]);
		expect(differencesBetween(template, forum([coffee]), forum([row('1', 'Kaffe')]))).toHaveLength(
			1
		);
	});

	test('a cell of words is compared word by word, any other as it was and as it is', () => {
		const [text, date] = [{ kind: 'text', long: false } as const, { kind: 'date' } as const];
		expect(cellDifference(text, 'Kl. 9 på hverdage', 'Kl. 9 på alle dage')).toEqual([
			{ is: 'same', text: 'Kl. 9 på ' },
			{ is: 'removed', text: 'hverdage' },
			{ is: 'added', text: 'alle dage' }
		]);
		expect(cellDifference(date, '1. maj 2026', '2. maj 2026')).toEqual([
			{ is: 'removed', text: '1. maj 2026' },
			{ is: 'added', text: '2. maj 2026' }
		]);
		expect(cellDifference(date, '', '2. maj 2026')).toEqual([{ is: 'added', text: '2. maj 2026' }]);
		expect(cellDifference(text, '', '')).toEqual([]);
	});

	test('a text difference gives both texts back', () => {
		const words = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'æ '), { maxLength: 30 });
		fc.assert(
			fc.property(words, words, (one, other) => {
				const [before, after] = [one.join(''), other.join('')];
				const parts = textDifference(before, after);
				const without = (is: string) =>
					parts.map((part) => (part.is === is ? '' : part.text)).join('');
				expect(without('removed')).toBe(after);
				expect(without('added')).toBe(before);
			})
		);
	});

	test('what stayed is told as such', () => {
		expect(textDifference('Vi mødes hver uge', 'Vi mødes hver måned')).toEqual([
			{ is: 'same', text: 'Vi mødes hver ' },
			{ is: 'removed', text: 'uge' },
			{ is: 'added', text: 'måned' }
		]);
	});

	test('two long texts with nothing in common are compared as wholes, quickly', () => {
		const before = Array.from({ length: 9_000 }, (_, n) => `a${n}`).join(' ');
		const after = Array.from({ length: 9_000 }, (_, n) => `b${n}`).join(' ');
		expect(textDifference(before, after).map(({ is }) => is)).toEqual(['removed', 'added']);
	});
});
