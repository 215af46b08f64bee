/** The three stages of a meeting and what is seen to at each. */
import { describe, expect, test } from 'vitest';
import { checksOf, readyAfter, stageOf } from './stages.rules.ts';

const draft = {
	meeting: { state: 'draft', preparedOn: null, minutesSentAt: null, explainedOn: null },
	participants: [{ attended: null }],
	agenda: [
		{ id: 'a', outcome: '', outcomeKind: null, parked: false },
		{ id: 'b', outcome: '', outcomeKind: null, parked: true }
	],
	tasks: [],
	missing: ['place-not-asked', 'nobody-else-invited']
} as const;
type Held = Parameters<typeof checksOf>[0];
const undone = (held: Held) =>
	Object.values(checksOf(held)).flatMap((checks) =>
		checks.filter(({ isDone }) => !isDone).map(({ check }) => check)
	);

describe('R-158 each stage has its checklist', () => {
	test('of a draft nothing is done', () => {
		expect(undone(draft)).toHaveLength(10);
	});
	test('R-161 before: settled and prepared with the citizen, and sent', () => {
		const invited: Held = {
			...draft,
			meeting: { ...draft.meeting, state: 'invited', preparedOn: '2026-05-01' },
			missing: []
		};
		expect(checksOf(invited).before.every(({ isDone }) => isDone)).toBe(true);
		expect(undone(invited)).toHaveLength(6);
	});
	test('R-169, R-170, R-171 after: sent, explained, and nothing agreed is left', () => {
		const closed = (state: 'open' | 'done'): Held => ({
			meeting: {
				state: 'closed',
				preparedOn: '2026-05-01',
				minutesSentAt: new Date(0),
				explainedOn: '2026-05-21'
			},
			participants: [{ attended: false }],
			agenda: [
				{ id: 'a', outcome: 'Hans ringer', outcomeKind: 'task', parked: false },
				{ id: 'b', outcome: '', outcomeKind: null, parked: true }
			],
			tasks: [{ state, hasSomebody: true, agendaItem: 'a' }],
			missing: []
		});
		expect(undone(closed('open'))).toEqual(['agreements-kept']);
		expect(undone(closed('done'))).toEqual([]);
	});
	test('R-169 what came to a task that nobody was given stands undone, as it holds the minutes back', () => {
		const written = (agendaItem: string | null): Held => ({
			...draft,
			meeting: { ...draft.meeting, state: 'minutes', preparedOn: '2026-05-01' },
			participants: [{ attended: true }],
			agenda: [{ id: 'a', outcome: 'Nogen ringer', outcomeKind: 'task', parked: false }],
			tasks: [{ state: 'open', hasSomebody: true, agendaItem }]
		});
		const during = (held: Held) =>
			checksOf(held).during.flatMap(({ check, isDone }) => (isDone ? [] : [check]));
		expect(during(written(null))).toEqual(['tasks-have-somebody']);
		expect(during(written('a'))).toEqual([]);
	});
});

test.each([
	['draft', null, 'before'],
	['invited', null, 'before'],
	['minutes', null, 'during'],
	['minutes', new Date(0), 'after'],
	['closed', new Date(0), 'after'],
	['cancelled', null, null]
] as const)('%s, minutes sent %s: the stage is %s', (state, minutesSentAt, stage) => {
	expect(stageOf({ state, minutesSentAt })).toBe(stage);
});

test('R-164 what is ticked on one page does not take away what was ticked on another meanwhile', () => {
	expect(readyAfter(['seats'], ['booked'], [])).toEqual(['booked', 'seats']);
	expect(readyAfter(['booked', 'seats'], [], ['booked'])).toEqual(['seats']);
	expect(readyAfter([], ['copies'], ['copies'])).toEqual([]);
});
