/** Where a meeting is while it is held: told, asked of nobody. */
import { describe, expect, test } from 'vitest';
import {
	goOn,
	itemEnds,
	NOT_RUN,
	placeIn,
	silenceEnds,
	tickedAnew,
	turnOf,
	type Run,
	type Step
} from './running.rules.ts';

const NOW = new Date('2026-05-20T10:00:00Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const agenda = [
	{ id: 'a', parked: false },
	{ id: 'b', parked: false },
	{ id: 'c', parked: true }
];
const participants = [
	{ id: 'citizen', attended: null },
	{ id: 'helper', attended: true },
	{ id: 'away', attended: false },
	{ id: 'tovholder', attended: true }
];
const held = { isOpen: true, agenda, participants };
const step = (does: Step['does'], words: Partial<Step> = {}): Step => ({
	does,
	item: '',
	participant: '',
	...words
});
/** Takes steps one after the other, each from what the one before left. */
const after = (...steps: Step[]): Run =>
	steps.reduce<Run>((run, each) => {
		const went = goOn(held, run, each, run.version, NOW);
		if (!went.ok) throw new Error(went.reason);
		return went.value;
	}, NOT_RUN);

test('the item talked about, the next, and the time that is its own', () => {
	expect(placeIn(agenda, NOT_RUN)).toMatchObject({ now: undefined, next: { id: 'a' }, count: 2 });
	const run = after(step('go', { item: 'a' }));
	expect(placeIn(agenda, run)).toMatchObject({ now: { id: 'a' }, next: { id: 'b' }, number: 1 });
	expect(placeIn(agenda, after(step('go', { item: 'b' }))).next).toBeUndefined();
	expect(itemEnds({ minutes: 20 }, run)).toEqual(at(20 * 60));
	expect(itemEnds({ minutes: null }, run)).toBeNull();
});

test('an item that is parked while it is talked about is left behind, and the meeting goes on after it', () => {
	const three = [...agenda.filter(({ parked }) => !parked), { id: 'd', parked: false }];
	const parked = three.map((item) => ({ ...item, parked: item.id === 'b' }));
	const place = placeIn(parked, after(step('go', { item: 'b' })));
	expect(place).toMatchObject({ now: undefined, next: { id: 'd' }, number: 0, count: 2 });
});

test('R-168 the silence lasts two minutes, unless it is ended', () => {
	const quiet = after(step('silence'));
	expect(silenceEnds(quiet, at(119))).toEqual(at(120));
	expect(silenceEnds(quiet, at(120))).toBeNull();
	expect(silenceEnds(after(step('silence'), step('end-silence')), NOW)).toBeNull();
});

test('R-168 in a round each has a turn once, and whoever is away has none', () => {
	const turns: (string | undefined)[] = [];
	let run = after(step('round'));
	for (let turn = turnOf(participants, run); turn; turn = turnOf(participants, run)) {
		turns.push(turn.id);
		const went = goOn(held, run, step('turn', { participant: turn.id }), run.version, NOW);
		if (!went.ok) throw new Error(went.reason);
		run = went.value;
	}
	expect(turns).toEqual(['citizen', 'helper', 'tovholder']);
	expect(turnOf(participants, after(step('round'), step('end-round')))).toBeUndefined();
});

describe('a step', () => {
	const run = after(step('go', { item: 'a' }));
	test.each<[string, Step, number, object]>([
		['pressed twice is one', step('go', { item: 'a' }), 0, { ok: true, value: run }],
		[
			'from an older page is not taken',
			step('go', { item: 'b' }),
			0,
			{ reason: 'meeting-went-on' }
		],
		['to what is parked is none', step('go', { item: 'c' }), 1, { reason: 'no-such-item' }],
		[
			'of somebody whose turn it is not is none',
			step('turn', { participant: 'helper' }),
			1,
			{ reason: 'meeting-went-on' }
		]
	])('%s', (_name, taken, shown, answer) => {
		expect(goOn(held, run, taken, shown, NOW)).toMatchObject(answer);
	});
	test('is taken only while the minutes are written', () => {
		const sent = { ...held, isOpen: false };
		expect(goOn(sent, run, step('silence'), 1, NOW)).toMatchObject({ reason: 'minutes-not-open' });
	});
});

test('who is there is said of those whose tick was changed, and first of those of whom nothing was said', () => {
	const ids = (attended: string[], shown: string[]) =>
		tickedAnew(participants, attended, shown).map(({ id }) => id);
	expect(ids(['helper', 'tovholder'], ['helper', 'tovholder'])).toEqual(['citizen']);
	expect(ids(['citizen', 'helper'], ['helper', 'tovholder'])).toEqual(['citizen', 'tovholder']);
	// somebody else has ticked them meanwhile: the page that had them away takes nothing back
	expect(ids([], [])).toEqual(['citizen']);
});
