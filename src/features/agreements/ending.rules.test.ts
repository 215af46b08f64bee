import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import { endForBreach, endOf, removalsFor, type BreachWish } from './ending.rules.ts';
import { SIX_MONTHS, type Endable } from './notice.rules.ts';

const agreement: Endable = {
	parties: ['solby', 'natly'],
	from: '2024-08-01',
	until: '2033-06-30',
	end: null,
	notice: SIX_MONTHS
};
const wish: BreachWish = {
	by: 'natly',
	against: 'solby',
	what: 'Lokalet har været lukket siden maj.',
	happenedOn: '2026-05-01',
	toldOn: '2026-09-10',
	end: '2026-09-10'
};
const ended = (changed: Partial<BreachWish>, about: Partial<Endable> = {}) =>
	endForBreach({ ...wish, ...changed }, { ...agreement, ...about }, '2026-09-10');

describe('R-287 ending an agreement for breach', () => {
	test('takes effect on the day told, without any notice', () => {
		expect(ended({})).toMatchObject({
			ok: true,
			value: { end: '2026-09-10', lastDay: '2026-09-09' }
		});
		expect(ended({ end: '2026-10-15' })).toMatchObject({
			value: { end: '2026-10-15', lastDay: '2026-10-14' }
		});
	});

	test.each([
		['a stranger ends nothing', { by: 'skolen' }, 'not-a-party'],
		['a stranger breaks nothing', { against: 'skolen' }, 'not-a-party'],
		['nobody ends for what they did themselves', { against: 'natly' }, 'breach-of-ones-own'],
		['what was broken is described', { what: '  ' }, 'breach-not-described'],
		['it has happened', { happenedOn: '2026-09-11' }, 'breach-in-the-future'],
		['it has been told', { toldOn: '2026-09-11', end: '2026-09-11' }, 'told-in-the-future'],
		['nothing ends before it is told', { end: '2026-09-09' }, 'ends-before-it-was-told']
	] as const)('%s', (_, changed, reason) => {
		expect(ended(changed)).toEqual({ ok: false, reason });
	});

	test('needs an agreement that runs', () => {
		expect(ended({}, { from: '2026-09-11' })).toEqual({ ok: false, reason: 'not-in-force-yet' });
		expect(ended({}, { from: '2026-09-10' }).ok).toBe(true);
		expect(ended({}, { until: '2026-09-09' })).toEqual({
			ok: false,
			reason: 'agreement-has-ended'
		});
		expect(ended({}, { until: '2026-09-10' }).ok).toBe(true);
		expect(ended({}, { end: '2026-09-10' })).toEqual({ ok: false, reason: 'agreement-has-ended' });
		expect(ended({}, { end: '2026-09-11' }).ok).toBe(true);
	});
});

describe('which end governs', () => {
	test('without anything else the agreement expires, or goes on', () => {
		expect(endOf(agreement, [], [])).toEqual({
			end: '2033-07-01',
			lastDay: '2033-06-30',
			cause: 'expiry'
		});
		expect(endOf({ until: null }, [], [])).toBeNull();
	});

	test('R-286 of several notices the one that ends it first', () => {
		const notices = [{ end: '2027-03-01' }, { end: '2026-12-01' }, { end: '2027-01-01' }];
		expect(endOf(agreement, notices, [])).toMatchObject({ end: '2026-12-01', cause: 'notice' });
	});

	test('R-286 a notice never carries it past its expiry', () => {
		expect(endOf(agreement, [{ end: '2033-07-01' }], [])).toMatchObject({ cause: 'expiry' });
		expect(endOf(agreement, [{ end: '2033-06-01' }], [])).toMatchObject({ cause: 'notice' });
	});

	test('R-287 a breach ends it at once, also while a notice runs', () => {
		const notices = [{ end: '2026-12-01' }];
		expect(endOf(agreement, notices, [{ end: '2026-09-10' }])).toEqual({
			end: '2026-09-10',
			lastDay: '2026-09-09',
			cause: 'breach'
		});
		expect(endOf(agreement, notices, [{ end: '2026-12-01' }])).toMatchObject({ cause: 'breach' });
		expect(endOf(agreement, notices, [{ end: '2026-12-02' }])).toMatchObject({ cause: 'notice' });
	});

	test('it is the earliest of all, in whichever order they came', () => {
		const ends = fc.array(fc.nat(4_000).map((count) => ({ end: addDays('2024-08-02', count) })));
		fc.assert(
			fc.property(ends, ends, (notices, breaches) => {
				const governing = endOf(agreement, notices, breaches);
				const all = [...notices, ...breaches].map(({ end }) => end);
				const earliest = [...all, '2033-07-01'].sort()[0];
				expect(governing?.end).toBe(earliest);
				expect(endOf(agreement, [...notices].reverse(), [...breaches].reverse())).toEqual(
					governing
				);
			})
		);
	});
});

describe('what follows an end', () => {
	test('R-290 a name comes off every material that others keep, within thirty days', () => {
		const materials = [
			{ id: 'folder', keeper: 'solby', carries: ['natly', 'solby'] },
			{ id: 'film', keeper: 'solby', carries: ['solby'] },
			{ id: 'guide', keeper: 'natly', carries: ['natly'] }
		];
		expect(removalsFor('natly', materials, '2026-09-10')).toEqual([
			{ material: 'folder', keeper: 'solby', names: 'natly', dueOn: '2026-10-10' }
		]);
	});

	test('R-290 asked for at an end that lies ahead, the thirty days count from the end', () => {
		const materials = [{ id: 'folder', keeper: 'solby', carries: ['natly'] }];
		const dueOn = (leavesOn: string | null) =>
			removalsFor('natly', materials, '2026-09-10', leavesOn)[0]?.dueOn;
		expect(dueOn('2026-12-01')).toBe('2026-12-31');
		expect(dueOn('2026-09-01')).toBe('2026-10-10');
		expect(dueOn(null)).toBe('2026-10-10');
	});
});
