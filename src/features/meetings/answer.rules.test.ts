import { expect, test } from 'vitest';
import { mayAnswer } from './answer.rules.ts';

const endsAt = new Date('2026-05-20T11:00:00Z');
const before = new Date(endsAt.getTime() - 1);
const seat = { movedSequence: 2, offAt: null };

test.each(['draft', 'minutes', 'closed', 'cancelled'] as const)(
	'a meeting that is %s is not answered',
	(state) => {
		expect(mayAnswer({ state, endsAt }, seat, 2, before)).toMatchObject({
			reason: 'meeting-not-answerable'
		});
	}
);

test('it is answered until it ends', () => {
	const meeting = { state: 'invited', endsAt } as const;
	expect(mayAnswer(meeting, seat, 2, before).ok).toBe(true);
	expect(mayAnswer(meeting, seat, 2, endsAt)).toMatchObject({ reason: 'meeting-not-answerable' });
});

test('an answer to the time before it was moved is none to the new one', () => {
	const meeting = { state: 'invited', endsAt } as const;
	expect(mayAnswer(meeting, seat, 1, before)).toMatchObject({ reason: 'meeting-moved' });
	expect(mayAnswer(meeting, seat, 3, before).ok).toBe(true);
});

test('who is not invited any more has nothing to answer', () => {
	const meeting = { state: 'invited', endsAt } as const;
	expect(mayAnswer(meeting, { ...seat, offAt: before }, 3, before)).toMatchObject({
		reason: 'not-invited-any-more'
	});
});
