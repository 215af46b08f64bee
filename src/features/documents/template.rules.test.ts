import { expect, test } from 'vitest';
import { coveredRows, titlesIn, type Answers, type Field } from './template.rules.ts';

test('a row is called by its first column, in whatever order its cells are kept', () => {
	const field: Field = {
		key: 'goals',
		label: 'Mål',
		guidance: '',
		required: false,
		rule: 'R-016',
		kind: 'rows',
		columns: [
			{ key: 'goal', label: 'Mål', required: true, kind: 'text', long: false },
			{ key: 'by', label: 'Senest', required: false, kind: 'date' }
		]
	};
	const rows = [{ id: 'g1', cells: { by: '2027-05-27', goal: 'Gæster' } }];
	const answers: Answers = { goals: { value: { kind: 'rows', rows }, notApplicable: null } };
	expect(titlesIn([field], answers)).toEqual({ g1: 'Gæster' });
	// and so it is where a matrix stands on it, without the rows on which nothing is written
	const blank = { id: 'g2', cells: { by: ' ', goal: '' } };
	expect(coveredRows(field, { kind: 'rows', rows: [...rows, blank] })).toEqual([
		{ id: 'g1', title: 'Gæster' }
	]);
});
