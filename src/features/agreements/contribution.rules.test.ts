import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers, Row } from '#features/documents/template.rules.ts';
import { CONTRIBUTIONS, PERIODS } from './agreement-fields.rules.ts';
import {
	contributionsOf,
	totalsByParty,
	totalsOf,
	type Contribution
} from './contribution.rules.ts';

const parties = ['solby', 'natly'];
const rows = (...cells: Row['cells'][]) => ({
	value: {
		kind: 'rows' as const,
		rows: cells.map((each, index) => ({ id: String(index), cells: each }))
	},
	notApplicable: null
});
const answers: Answers = {
	'contributions@solby': rows(
		{ type: 'cash', what: 'Drift', amount: '5000000', period: 'each-year' },
		{ type: 'cash', what: 'Udstyr', amount: '12550' },
		{
			type: 'staff-hours',
			what: 'Koordinering',
			number: '4.5',
			unit: 'timer',
			period: 'each-week'
		},
		{ what: 'Uden slags' },
		{}
	),
	'contributions@natly': rows(
		{ type: 'staff-hours', what: 'Vagter', number: '12', unit: 'Timer ', period: 'each-week' },
		{ type: 'cash', what: 'Kaffe', amount: '100000', period: 'each-year' },
		{ type: 'facilities', what: 'Kælderen' }
	)
};

describe('R-012 what the parties contribute', () => {
	test('is told party by party, with its kind; a row without a kind is not', () => {
		const told = contributionsOf(answers, parties);
		expect(told.map(({ party, type, what }) => `${party} ${type} ${what}`)).toEqual([
			'solby cash Drift',
			'solby cash Udstyr',
			'solby staff-hours Koordinering',
			'natly staff-hours Vagter',
			'natly cash Kaffe',
			'natly facilities Kælderen'
		]);
		expect(told[0]).toMatchObject({ amountInOere: 5_000_000, number: null, period: 'each-year' });
		expect(told[1]).toMatchObject({ amountInOere: 12_550, period: 'in-all' });
	});

	test('adds up by kind, unit and time: what is given each year is not added to what is given once', () => {
		expect(totalsOf(contributionsOf(answers, parties))).toEqual([
			{ type: 'cash', unit: '', period: 'in-all', amountInOere: 12_550, number: 0 },
			{ type: 'cash', unit: '', period: 'each-year', amountInOere: 5_100_000, number: 0 },
			{ type: 'staff-hours', unit: 'timer', period: 'each-week', amountInOere: 0, number: 16.5 },
			{ type: 'facilities', unit: '', period: 'in-all', amountInOere: 0, number: 0 }
		]);
	});

	test('a party that contributes nothing has no totals', () => {
		const totals = totalsByParty(contributionsOf(answers, parties), [...parties, 'havnen']);
		expect(totals.map(({ party, totals: each }) => `${party} ${each.length}`)).toEqual([
			'solby 3',
			'natly 3',
			'havnen 0'
		]);
	});

	test('the parties’ totals come to the total of all, in whichever order they are added', () => {
		const contribution: fc.Arbitrary<Contribution> = fc.record({
			id: fc.uuid(),
			party: fc.constantFrom('solby', 'natly', 'havnen'),
			type: fc.constantFrom(...CONTRIBUTIONS),
			what: fc.constant('Noget'),
			amountInOere: fc.option(fc.integer({ min: 0, max: 10 ** 12 })),
			number: fc.option(fc.integer({ min: 0, max: 10 ** 9 }).map((micro) => micro / 1_000_000)),
			unit: fc.constantFrom('timer', 'Timer', 'stk.'),
			period: fc.constantFrom(...PERIODS)
		});
		const sum = (of: readonly { amountInOere: number; number: number }[]) => [
			of.reduce((all, each) => all + each.amountInOere, 0),
			Math.round(of.reduce((all, each) => all + each.number, 0) * 1_000_000)
		];
		fc.assert(
			fc.property(fc.array(contribution, { maxLength: 30 }), (all) => {
				const byParty = totalsByParty(all, ['solby', 'natly', 'havnen']);
				const total = totalsOf(all);
				expect(sum(byParty.flatMap(({ totals }) => totals))).toEqual(sum(total));
				expect(sum(totalsOf([...all].reverse()))).toEqual(sum(total));
			})
		);
	});
});
