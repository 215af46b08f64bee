import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import {
	CITIZEN_PARTS,
	decideTovholder,
	kindOf,
	lastHandoverDay,
	ROUTES,
	type Decision
} from './tovholder.rules.ts';

const TODAY = '2026-05-04';
const decision: Decision = {
	person: 'hans',
	organisation: 'shelter',
	reason: 'Ses hver uge',
	route: 'meeting',
	citizenPart: 'present',
	citizenNote: '',
	agreedOn: '2026-05-04',
	heardBy: 'Lea',
	handoverUntil: null
};
const refusal = (change: Partial<Decision>) => {
	const decided = decideTovholder({ ...decision, ...change }, TODAY);
	return decided.ok ? null : decided.reason;
};

test('R-113: the first who holds the threads is temporary, whoever follows is decided on', () => {
	expect([0, 1, 2].map(kindOf)).toEqual(['temporary', 'final', 'final']);
});

test('R-108: a decision says why it is this person', () => {
	expect(refusal({ reason: '  ' })).toBe('no-reason');
	expect(refusal({})).toBe(null);
});

test.each([
	['2026-05-03', 'Lea', null],
	['2026-05-04', 'Lea', null],
	['2026-05-05', 'Lea', 'candidate-agreed-ahead'],
	['2026-05-04', ' ', 'candidate-not-asked'],
	[null, 'Lea', 'candidate-not-asked']
])('R-121: a yes of %s heard by %j, decided on 4 May, answers %s', (agreedOn, heardBy, answer) => {
	for (const route of ROUTES) expect(refusal({ agreedOn, heardBy, route })).toBe(answer);
});

test('R-051: where the citizen did not take part, it is said why', () => {
	expect(refusal({ citizenPart: 'declined' })).toBe('citizen-part-unexplained');
	expect(refusal({ citizenPart: 'declined', citizenNote: 'Ville ikke tale om det' })).toBe(null);
	expect(refusal({ citizenPart: 'heard-before' })).toBe(null);
});

test.each([
	['2026-05-03', 'handover-in-the-past'],
	['2026-05-04', null],
	['2026-06-03', null],
	['2026-06-04', 'handover-too-long']
])('R-112: a hand-over until %s, decided on 4 May, answers %s', (handoverUntil, answer) =>
	expect(refusal({ handoverUntil })).toBe(answer)
);

test('R-112: no accepted decision keeps the one before for more than thirty days', () => {
	fc.assert(
		fc.property(
			fc.record({
				reason: fc.string(),
				route: fc.constantFrom(...ROUTES),
				citizenPart: fc.constantFrom(...CITIZEN_PARTS),
				citizenNote: fc.string(),
				agreedOn: fc.option(fc.integer({ min: -40, max: 80 }).map((days) => addDays(TODAY, days))),
				handoverUntil: fc.option(
					fc.integer({ min: -40, max: 80 }).map((days) => addDays(TODAY, days))
				)
			}),
			(change) => {
				const decided = decideTovholder({ ...decision, ...change }, TODAY);
				if (!decided.ok) return;
				expect(decided.value.reason.trim()).not.toBe('');
				expect(decided.value.agreedOn! <= TODAY).toBe(true);
				const until = decided.value.handoverUntil;
				expect(until === null || (until >= TODAY && until <= lastHandoverDay(TODAY))).toBe(true);
			}
		)
	);
});
