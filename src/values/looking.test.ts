import { expect, test } from 'vitest';
import { isToLook } from './looking.ts';

const sent = (said: Record<string, string>) => isToLook((name) => said[name], 'find');

test('the button looks, whatever the field says', () => {
	expect(sent({ look: '1', find: '' })).toBe(true);
	expect(sent({ look: '1', find: 'Kim', found: 'Kim' })).toBe(true);
});

test('Enter saves, but where a name was just written that nobody looked for', () => {
	expect(sent({ enter: '1', find: '', found: '' })).toBe(false);
	expect(sent({ enter: '1', find: 'Kim', found: 'Kim' })).toBe(false);
	expect(sent({ enter: '1', find: 'Kim ', found: 'Kim' })).toBe(false);
	expect(sent({ enter: '1', find: 'Kim', found: '' })).toBe(true);
	expect(sent({ enter: '1', find: 'Kim', found: 'Lis' })).toBe(true);
	// emptied again: nothing is looked for
	expect(sent({ enter: '1', find: '', found: 'Lis' })).toBe(false);
});

test('the button that saves saves, whatever stands in the field', () => {
	expect(sent({ find: 'Kim', found: '' })).toBe(false);
});
