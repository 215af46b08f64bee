import { expect, test } from 'vitest';
import { dropParked, isOffered, takeUp, type ParkedItem } from './parked.rules.ts';

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
