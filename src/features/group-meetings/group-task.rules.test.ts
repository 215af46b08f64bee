import { describe, expect, test } from 'vitest';
import { allHaveSomebody, mayGive } from './group-task.rules.ts';

const vera = { person: 'vera', organisation: 'shelter' };
const agenda = [
	{ id: 'keys', outcomeKind: 'task' },
	{ id: 'party', outcomeKind: 'decision' }
] as const;

describe('R-054 one of the group is responsible', () => {
	test.each([
		['keys', vera, true],
		['keys', { ...vera, organisation: 'elsewhere' }, 'responsible-not-in-group'],
		['keys', { person: 'otto', organisation: 'shelter' }, 'responsible-not-in-group'],
		['other', vera, 'no-such-item']
	] as const)('for %s: %o', (item, responsible, answer) => {
		const may = mayGive({ item, responsible, dueOn: null }, agenda, [vera]);
		expect(may.ok || may.reason).toBe(answer);
	});

	const otto = { person: 'otto', organisation: 'shelter' };
	test.each([
		['nobody helps', {}, true],
		['somebody of the group helps', { helpers: [otto] }, true],
		['whoever is responsible helps', { helpers: [vera] }, 'helper-is-responsible'],
		[
			'one of two sits elsewhere',
			{ helpers: [otto, { ...otto, organisation: 'elsewhere' }] },
			'helper-not-in-group'
		],
		['it comes again from a day', { repeats: 'monthly', dueOn: '2027-01-31' }, true],
		['it comes again from no day', { repeats: 'monthly' }, 'repeats-without-day']
	] as const)('%s', (_, said, answer) => {
		const may = mayGive({ item: 'keys', responsible: vera, dueOn: null, ...said }, agenda, [
			vera,
			otto
		]);
		expect(may.ok || may.reason).toBe(answer);
	});
});

describe('R-169 minutes wait for somebody to do each task', () => {
	const task = { item: 'keys', state: 'open', hasSomebody: true };
	test.each([
		['an item that came to a task has one', [task], true],
		['it has none', [], 'item-without-task'],
		['the task is of another item', [{ ...task, item: 'party' }], 'item-without-task'],
		['its responsible has left', [{ ...task, hasSomebody: false }], 'task-without-responsible'],
		['it was done before they left', [{ ...task, state: 'done', hasSomebody: false }], true]
	] as const)('%s', (_, tasks, answer) => {
		const may = allHaveSomebody(agenda, tasks);
		expect(may.ok || may.reason).toBe(answer);
	});
});
