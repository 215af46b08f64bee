import { expect, test } from 'vitest';
import type { Answers } from '#features/documents/template.rules.ts';
import { purposeStandings } from './purpose.rules.ts';

const rows = (...all: [id: string, cells: Record<string, string>][]) => ({
	value: { kind: 'rows' as const, rows: all.map(([id, cells]) => ({ id, cells })) },
	notApplicable: null
});
const answers: Answers = {
	purposes: rows(['p1', { purpose: 'Flere er trygge' }], ['p2', { purpose: 'Ingen er alene' }]),
	'obligations@solby': rows(
		['o1', { obligation: 'Lys', serves: 'p1' }],
		['o2', { obligation: 'Varme', serves: '' }]
	),
	'joint-obligations': rows(
		['o1', { obligation: 'En fest', serves: 'p1' }],
		['o3', { obligation: 'En tur', serves: 'p2' }]
	)
};

test('R-245 each purpose tells how many promises serve it, and how many are kept', () => {
	expect(
		purposeStandings(answers, [
			{ key: 'obligations@solby/o1', status: 'kept' },
			{ key: 'obligations@solby/o2', status: 'kept' },
			{ key: 'joint-obligations/o1', status: 'under-way' },
			{ key: 'joint-obligations/o3', status: 'dropped' },
			{ key: 'contributions@solby/o9', status: 'open' }
		])
	).toEqual([
		{ id: 'p1', purpose: 'Flere er trygge', promises: 2, kept: 1 },
		{ id: 'p2', purpose: 'Ingen er alene', promises: 0, kept: 0 }
	]);
	expect(purposeStandings({}, [])).toEqual([]);
});
