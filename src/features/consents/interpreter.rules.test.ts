import { expect, test } from 'vitest';
import { lacksOf, NO_INTERPRETER, type Interpreter } from './interpreter.rules.ts';

const there: Interpreter = {
	interpreterUsed: true,
	interpreter: 'Tolkene i Solby',
	interpreterHow: 'video',
	interpreterLanguage: 'grønlandsk',
	interpreterAdult: true
};

test('L-23 without an interpreter nothing is said of one; what is said all the same is not lost', () => {
	expect(lacksOf(NO_INTERPRETER)).toEqual([]);
	expect(lacksOf({ ...there, interpreterUsed: false })).toEqual(['interpreterUsed']);
});

test('L-23 of an interpreter it is known who, how, in which language, and that they are of age and no relative', () => {
	expect(lacksOf(there)).toEqual([]);
	expect(lacksOf({ ...NO_INTERPRETER, interpreterUsed: true })).toEqual([
		'interpreter',
		'interpreterHow',
		'interpreterLanguage',
		'interpreterAdult'
	]);
	expect(lacksOf({ ...there, interpreterAdult: false })).toEqual(['interpreterAdult']);
});
