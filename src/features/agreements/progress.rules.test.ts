import { expect, test } from 'vitest';
import {
	mayTell,
	shareReached,
	standingOfLive,
	type Tellable,
	type Teller
} from './progress.rules.ts';

const bo = { person: 'bo', organisation: 'solby' };
const task: Tellable = { kind: 'task', responsible: bo, isRetired: false };
const goal: Tellable = { kind: 'goal', responsible: null, isRetired: false };
const reasonOf = (thing: Tellable, teller: Teller) => {
	const answered = mayTell(thing, teller);
	return answered.ok ? 'told' : answered.reason;
};

test.each<[string, Tellable, Teller, string]>([
	['the one who has the task', task, { ...bo, isKeeper: false }, 'told'],
	['a colleague the agreement names', task, { ...bo, person: 'ida', isKeeper: true }, 'told'],
	[
		'a colleague it does not name',
		task,
		{ ...bo, person: 'ida', isKeeper: false },
		'not-your-task'
	],
	[
		'somebody of another party',
		task,
		{ person: 'eva', organisation: 'natly', isKeeper: true },
		'not-your-task'
	],
	[
		'the same person for another organisation',
		task,
		{ person: 'bo', organisation: 'natly', isKeeper: true },
		'not-your-task'
	],
	[
		'of nobody’s task, whoever writes',
		{ ...task, responsible: null },
		{ ...bo, isKeeper: true },
		'told'
	],
	[
		'of nobody’s task, nobody else',
		{ ...task, responsible: null },
		{ ...bo, isKeeper: false },
		'not-your-task'
	],
	['of a goal, whoever writes', goal, { ...bo, isKeeper: true }, 'told'],
	['of a goal, nobody else', goal, { ...bo, isKeeper: false }, 'not-a-writer-of-it'],
	[
		'of what is no longer agreed',
		{ ...task, isRetired: true },
		{ ...bo, isKeeper: true },
		'no-longer-agreed'
	]
])('R-054 how it goes is told by %s', (_, thing, teller, expected) => {
	expect(reasonOf(thing, teller)).toBe(expected);
});

test.each([
	[25, 0, 0],
	[25, 24, 0.96],
	[25, 25, 1],
	[25, 40, 1],
	[25, null, null],
	[null, 7, null],
	[0, 7, null]
])('R-017 of %s, %s is a share of %s', (number, reached, share) => {
	expect(shareReached(number, reached)).toBe(share);
});

test.each([
	['open', '2026-05-03', 'overdue'],
	['under-way', '2026-05-03', 'overdue'],
	['open', '2026-05-04', 'due-soon'],
	['open', '2026-06-03', 'due-soon'],
	['open', '2026-06-04', 'open'],
	['under-way', '2026-06-04', 'under-way'],
	['under-way', null, 'under-way'],
	['done', '2026-05-03', 'done']
] as const)('%s, due on %s, it stands as %s on 4 May', (status, dueOn, standing) => {
	expect(standingOfLive({ status, dueOn }, '2026-05-04')).toBe(standing);
});
