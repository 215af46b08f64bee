import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differencesBetween, rowDifferences, textDifference } from './difference.rules.ts';
import { answer, complete, row, template } from './example-template.rules.ts';
import { answerTo, findField, type Answers } from './template.rules.ts';

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
