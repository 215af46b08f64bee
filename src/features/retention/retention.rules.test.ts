import { expect, test } from 'vitest';
import {
	hasStopped,
	LONGEST_MONTHS,
	shownUntil,
	SHORTEST_HOLD_REASON,
	sortDue,
	weighDecision,
	weighHold,
	weighMonths,
	type DuePathway
} from './retention.rules.ts';

const TODAY = '2026-05-04';
const pathway = (number: number, rest: Partial<DuePathway> = {}): DuePathway => ({
	pathway: String(number),
	number,
	closedOn: '2021-05-04',
	goesOn: TODAY,
	held: false,
	letGo: false,
	...rest
});
const numbers = (pathways: readonly DuePathway[]) => pathways.map(({ number }) => number);

test('L-12 what has been kept long enough is due on that very day, and not the day before', () => {
	const { due, coming } = sortDue(
		[pathway(1), pathway(2, { goesOn: '2026-05-05' }), pathway(3, { goesOn: '2026-05-03' })],
		TODAY
	);
	expect(numbers(due)).toEqual([1, 3]);
	expect(numbers(coming)).toEqual([2]);
});

test('L-12 what is held is not due, however old; what is on its way is neither', () => {
	const { due, held, coming } = sortDue(
		[pathway(1, { held: true }), pathway(2, { letGo: true }), pathway(3, { goesOn: null })],
		TODAY
	);
	expect(numbers(due)).toEqual([]);
	expect(numbers(held)).toEqual([1]);
	expect(numbers(coming)).toEqual([3]);
});

test('the officer looks ninety days ahead', () => {
	expect(shownUntil(TODAY)).toBe('2026-08-02');
});

test.each([
	['0', false],
	['1', true],
	['60', true],
	[String(LONGEST_MONTHS), true],
	[String(LONGEST_MONTHS + 1), false],
	['', false],
	['-3', false],
	['3.5', false],
	['tres', false]
])('%s months can be set: %s', (typed, can) => {
	expect(weighMonths(typed).ok).toBe(can);
});

test('a reason to hold something back says something', () => {
	expect(weighHold('x'.repeat(SHORTEST_HOLD_REASON)).ok).toBe(true);
	expect(weighHold(` ${'x'.repeat(SHORTEST_HOLD_REASON - 1)} `)).toEqual({
		ok: false,
		reason: 'reason-too-short'
	});
});

test('a no needs words, a yes does not', () => {
	expect(weighDecision('refused', ' ')).toEqual({ ok: false, reason: 'refusal-without-reason' });
	expect(weighDecision('refused', 'Arkivloven').ok).toBe(true);
	expect(weighDecision('granted', '').ok).toBe(true);
});

test('L-12 what was let go has come to a stop where it broke, or nothing moved for two hours', () => {
	const movedAt = new Date('2026-05-01T10:00:00Z');
	const at = (time: string) => new Date(`2026-05-01T${time}Z`);
	const waits = { doneAt: null, movedAt, brokeAt: null };
	expect(hasStopped(waits, at('12:00:00'))).toBe(false);
	expect(hasStopped(waits, at('12:00:01'))).toBe(true);
	expect(hasStopped({ ...waits, brokeAt: movedAt }, at('10:00:01'))).toBe(true);
	expect(hasStopped({ ...waits, brokeAt: movedAt, doneAt: movedAt }, at('15:00:00'))).toBe(false);
});
