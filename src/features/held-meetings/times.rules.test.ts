/** Finding a time together. */
import { expect, test } from 'vitest';
import { mayPropose, saidAnew, tallyOf, timesInstead } from './times.rules.ts';

const NOW = new Date('2026-05-04T10:00:00Z');
const at = (hour: number) => ({
	startsAt: new Date(Date.UTC(2026, 4, 20, hour)),
	endsAt: new Date(Date.UTC(2026, 4, 20, hour + 1))
});

test.each([
	['of a draft', 'draft', [at(8), at(9)], { ok: true }],
	['of a meeting that people are invited to', 'invited', [at(8)], { reason: 'times-are-settled' }],
	['that are the same', 'draft', [at(8), at(8)], { reason: 'times-are-the-same' }],
	['that begin now', 'draft', [{ ...at(8), startsAt: NOW }], { reason: 'time-is-past' }],
	['that begin in a second', 'draft', [{ ...at(8), startsAt: new Date(+NOW + 1000) }], { ok: true }]
] as const)('times %s', (_name, state, times, answer) => {
	expect(mayPropose({ state }, times, NOW)).toMatchObject(answer);
});

test('the time that nobody must stay away from stands first, then the one that most can; guests are asked elsewhere', () => {
	const options = [
		{ id: 'a', ...at(8) },
		{ id: 'b', ...at(9) },
		{ id: 'c', ...at(10) }
	];
	const people = [
		{ id: '1', person: 'citizen', kind: 'citizen' },
		{ id: '2', person: 'helper', kind: 'person' },
		{ id: '3', person: null, kind: 'guest' }
	] as const;
	const say = (option: string, person: string, answer: 'yes' | 'if-need-be' | 'no') => ({
		option,
		person,
		answer
	});
	const tallies = tallyOf(
		options,
		[
			say('a', 'citizen', 'no'),
			say('a', 'helper', 'yes'),
			say('b', 'citizen', 'if-need-be'),
			say('c', 'citizen', 'yes'),
			say('c', 'somebody else', 'no')
		],
		people
	);
	expect(
		tallies.map(({ option, yes, no, ifNeedBe, waiting }) => [option.id, yes, ifNeedBe, no, waiting])
	).toEqual([
		['c', 1, 0, 0, 1],
		['b', 0, 1, 0, 1],
		['a', 1, 0, 1, 0]
	]);
});

test('other times take the place of those that were; one that stays keeps what was said of it', () => {
	const before = [
		{ id: 'a', ...at(8) },
		{ id: 'b', ...at(9) }
	];
	expect(timesInstead(before, [at(9), at(10)])).toEqual({ added: [at(10)], gone: [before[0]] });
	expect(timesInstead(before, [at(8), at(9)])).toEqual({ added: [], gone: [] });
	// one that lasts longer is another
	const longer = { ...at(9), endsAt: at(10).endsAt };
	expect(timesInstead(before, [at(8), longer])).toEqual({ added: [longer], gone: [before[1]] });
});

test('what somebody has said before is not said again, and what another has said is not theirs', () => {
	const before = [
		{ option: 'a', person: 'me', answer: 'yes' },
		{ option: 'b', person: 'somebody else', answer: 'no' }
	] as const;
	const said = [
		{ option: 'a', answer: 'yes' },
		{ option: 'b', answer: 'no' }
	] as const;
	expect(saidAnew(said, before, 'me')).toEqual([said[1]]);
	expect(saidAnew([{ option: 'a', answer: 'no' }], before, 'me')).toHaveLength(1);
});
