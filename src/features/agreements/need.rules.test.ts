import { expect, test } from 'vitest';
import { needOf, type Needing } from './need.rules.ts';

const begun: Needing = { phase: 'start-up', otherActors: 0, hasDraft: false, hasInForce: false };

test('R-003 a collaboration that begins without an agreement is given the task to draft one', () => {
	expect(needOf(begun)).toBe('draft-the-agreement');
	expect(needOf({ ...begun, phase: 'exploring', otherActors: 3 })).toBe('draft-the-agreement');
	expect(needOf({ ...begun, hasDraft: true })).toBeNull();
});

test('R-036 one with another actor and nothing in force is reminded, also while a draft is written', () => {
	const running = { ...begun, phase: 'running' as const, otherActors: 1 };
	expect(needOf(running)).toBe('no-agreement-in-force');
	expect(needOf({ ...running, hasDraft: true })).toBe('no-agreement-in-force');
	expect(needOf({ ...running, hasInForce: true })).toBeNull();
	expect(needOf({ ...running, otherActors: 0 })).toBeNull();
});

test('one that has ended needs none', () => {
	expect(needOf({ ...begun, phase: 'ended', otherActors: 2 })).toBeNull();
});
