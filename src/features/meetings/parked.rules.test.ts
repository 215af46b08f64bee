import { describe, expect, test } from 'vitest';
import type { AgendaItem } from './meeting.rules.ts';
import { dropParked, isOffered, notReached, takeUp, type ParkedItem } from './parked.rules.ts';

type Reached = Pick<AgendaItem, 'id' | 'parked' | 'outcome' | 'outcomeKind'>;

const parked: ParkedItem = {
	id: 'key',
	title: 'Nøglen til cykelrummet',
	aim: 'decide',
	minutes: 10,
	parked: true,
	version: 2,
	meeting: 'may',
	meetingState: 'closed',
	droppedReason: '',
	takenUpAt: []
};

test.each<[string, Partial<ParkedItem>, boolean]>([
	['parked at a meeting that is closed', {}, true],
	['whose minutes are being written', { meetingState: 'minutes' }, true],
	['of a meeting that was called off', { meetingState: 'cancelled' }, true],
	['of a meeting that people are invited to', { meetingState: 'invited' }, false],
	['of a draft', { meetingState: 'draft' }, false],
	['that was talked about after all', { parked: false }, false],
	['that was dropped', { droppedReason: 'Løst i telefonen' }, false],
	['that was taken up in June', { takenUpAt: ['june'] }, false]
])('R-167 an item %s is offered: %#', (_, change, offered) => {
	const item = { ...parked, ...change };
	expect(isOffered(item)).toBe(offered);
	expect(takeUp(item, 'july').ok).toBe(offered);
});

test('R-167 an item is taken up once: pressed twice it is there already', () => {
	const taken = { ...parked, takenUpAt: ['june'] };
	expect(takeUp(taken, 'june')).toEqual({ ok: true, value: 'there' });
	expect(takeUp(taken, 'july')).toEqual({ ok: false, reason: 'not-parked-any-more' });
});

test('an item is not taken up at the meeting it was parked at', () => {
	expect(takeUp(parked, 'may').ok).toBe(false);
});

test('what is dropped may get another reason; what was taken up is not dropped', () => {
	expect(dropParked(parked).ok).toBe(true);
	expect(dropParked({ ...parked, droppedReason: 'x' }).ok).toBe(true);
	expect(dropParked({ ...parked, takenUpAt: ['june'] }).ok).toBe(false);
	expect(dropParked({ ...parked, meetingState: 'invited' }).ok).toBe(false);
	expect(dropParked({ ...parked, parked: false }).ok).toBe(false);
});

describe('R-170 minutes say of an item that nobody got to it', () => {
	const item = (id: string, change: Partial<Reached> = {}): Reached => ({
		id,
		parked: false,
		outcome: '',
		outcomeKind: null,
		...change
	});
	const talkedAbout = item('a', { outcome: 'Hans ringer' });
	test.each<[string, Reached[], (string | null)[], string[]]>([
		['where nothing came of it', [talkedAbout, item('b')], [null], ['b']],
		['not where a kind is told', [talkedAbout, item('b', { outcomeKind: 'decision' })], [], []],
		['not where a task came of it', [talkedAbout, item('b')], ['b'], []],
		['not where it was parked', [talkedAbout, item('b', { parked: true })], [], []],
		[
			'where only a kind is told of another',
			[item('a', { outcomeKind: 'task' }), item('b')],
			[],
			['b']
		],
		['where another only came to a task', [item('a'), item('b')], ['a'], ['b']],
		['not where only the common text is written', [item('a'), item('b')], [null], []]
	])('%s', (_, agenda, tasks, told) => expect(notReached(agenda, tasks)).toEqual(told));
});
