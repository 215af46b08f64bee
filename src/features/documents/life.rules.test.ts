import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import {
	LIFE,
	move,
	MOVES,
	STATES,
	stateOn,
	type Capacity,
	type Facts,
	type Living,
	type Move,
	type State,
	type Wish
} from './life.rules.ts';

const everybody: Capacity[] = ['writer', 'agreer', 'review-owner', 'party'];
const living = (state: State, changed: Partial<Living> = {}): Living => ({
	state,
	hash: 'one',
	written: 'two',
	isComplete: true,
	...changed
});
const wish = (wished: Move, changed: Partial<Wish> = {}): Wish => ({
	move: wished,
	as: everybody,
	read: 'one',
	reason: 'Skriv, hvem der betaler.',
	...changed
});
const answer = (state: State, wished: Move, changed: Partial<Wish> = {}) => {
	const moved = move(living(state), wish(wished, changed));
	return moved.ok ? moved.value : moved.reason;
};

describe('the table of a life', () => {
	// What each move leads to, or why it is refused, from every state.
	test.each([
		// edit, submit, withdraw, agree, return, review, end
		[
			'draft',
			'draft submitted not-submitted-yet not-submitted-yet not-submitted-yet not-in-force-yet not-in-force-yet'
		],
		[
			'submitted',
			'withdrawn waits-already withdrawn agreed returned not-in-force-yet not-in-force-yet'
		],
		[
			'returned',
			'returned submitted was-returned was-returned was-returned not-in-force-yet not-in-force-yet'
		],
		[
			'withdrawn',
			'withdrawn submitted was-withdrawn was-withdrawn was-withdrawn not-in-force-yet not-in-force-yet'
		],
		[
			'agreed',
			'agreed submitted agreed-already agreed-already agreed-already not-in-force-yet not-in-force-yet'
		],
		[
			'in-force',
			'in-force submitted agreed-already agreed-already agreed-already in-force in-force'
		],
		[
			'due-for-review',
			'due-for-review submitted agreed-already agreed-already agreed-already in-force due-for-review'
		],
		[
			'superseded',
			'is-superseded is-superseded is-superseded is-superseded is-superseded is-superseded is-superseded'
		],
		[
			'ended',
			'document-has-ended document-has-ended document-has-ended document-has-ended document-has-ended document-has-ended document-has-ended'
		]
	] satisfies [State, string][])('from %s', (state, expected) => {
		expect(MOVES.map((each) => answer(state, each)).join(' ')).toBe(expected);
	});

	test('has one line at most for a state and a move', () => {
		const pairs = LIFE.map(({ from, move: each }) => `${from} ${each}`);
		expect(new Set(pairs).size).toBe(pairs.length);
	});

	test('nobody makes a move that is another’s to make', () => {
		for (const { from, move: each, by } of LIFE) {
			const others = everybody.filter((capacity) => !by.includes(capacity));
			const refusal = answer(from, each, { as: others });
			const isAnswer = each === 'agree' || each === 'return';
			const isKeeping = each === 'review' || each === 'end';
			expect(refusal).toBe(
				isAnswer ? 'not-asked-to-agree' : isKeeping ? 'not-a-party' : 'not-a-writer-of-it'
			);
			expect(answer(from, each, { as: [] })).toBe(refusal);
			for (const capacity of by) expect(answer(from, each, { as: [capacity] })).not.toBe(refusal);
		}
	});
});

describe('what a move demands', () => {
	test('R-065 nothing is submitted, or agreed to, while answers are missing', () => {
		for (const [state, wished] of [
			['draft', 'submit'],
			['in-force', 'submit'],
			['submitted', 'agree']
		] as const)
			expect(move(living(state, { isComplete: false }), wish(wished))).toEqual({
				ok: false,
				reason: 'answers-missing'
			});
	});

	test('S-4 a yes to another version than the one that waits is refused, and so is a no', () => {
		expect(answer('submitted', 'agree', { read: 'older' })).toBe('version-changed');
		expect(answer('submitted', 'return', { read: 'older' })).toBe('version-changed');
	});

	test('a no says what should be changed', () => {
		expect(answer('submitted', 'return', { reason: ' \n' })).toBe('comment-missing');
		expect(answer('submitted', 'agree', { reason: '' })).toBe('agreed');
	});

	test('what was agreed or returned is not put forward again unchanged; what was taken back may be', () => {
		for (const state of ['returned', 'agreed', 'in-force', 'due-for-review'] as const)
			expect(move(living(state, { written: 'one' }), wish('submit'))).toEqual({
				ok: false,
				reason: 'nothing-changed-since'
			});
		expect(move(living('withdrawn', { written: 'one' }), wish('submit')).ok).toBe(true);
		expect(move(living('draft', { hash: null }), wish('submit')).ok).toBe(true);
	});
});

describe('what the days make of a version', () => {
	const agreed: Facts = {
		fate: 'agreed',
		from: '2026-01-01',
		end: '2028-01-01',
		reviewOn: '2026-06-01',
		supersededOn: null
	};

	test.each([
		['2025-12-31', 'agreed'],
		['2026-01-01', 'in-force'],
		['2026-05-31', 'in-force'],
		['2026-06-01', 'due-for-review'],
		['2027-12-31', 'due-for-review'],
		['2028-01-01', 'ended']
	] as const)('on %s it is %s', (today, state) => {
		expect(stateOn(agreed, today)).toBe(state);
	});

	test('a version that was not agreed stays what it is, whatever the day', () => {
		for (const fate of ['submitted', 'returned', 'withdrawn'] as const)
			expect(stateOn({ ...agreed, fate }, '2029-01-01')).toBe(fate);
	});

	test('what came first, its successor or its end, says what became of it', () => {
		const replaced = { ...agreed, supersededOn: '2027-03-01' };
		expect(stateOn(replaced, '2027-02-28')).toBe('due-for-review');
		expect(stateOn(replaced, '2027-03-01')).toBe('superseded');
		expect(stateOn(replaced, '2029-01-01')).toBe('superseded');
		expect(stateOn({ ...replaced, end: '2027-03-01' }, '2029-01-01')).toBe('ended');
	});

	test('time only carries a version forward', () => {
		const order: State[] = ['agreed', 'in-force', 'due-for-review'];
		const place = (state: State) => (order.includes(state) ? order.indexOf(state) : 3);
		const day = fc.nat(1_000).map((count) => addDays('2026-01-01', count));
		const maybe = fc.option(day);
		const facts = fc.record({
			fate: fc.constant('agreed' as const),
			from: day,
			end: maybe,
			reviewOn: maybe,
			supersededOn: maybe
		});
		fc.assert(
			fc.property(facts, day, fc.nat(400), (told, today, later) => {
				const [now, then] = [stateOn(told, today), stateOn(told, addDays(today, later))];
				expect(place(then)).toBeGreaterThanOrEqual(place(now));
				if (now === 'superseded' || now === 'ended') expect(then).toBe(now);
				expect(STATES).toContain(now);
			})
		);
	});
});
