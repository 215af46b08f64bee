import { expect, test } from 'vitest';
import { tellWritten } from './written.rules.ts';

test('L-10 a kept row is told by its words, who wrote them and the Danish day', () => {
	expect(
		tellWritten('entry', {
			title: '',
			body: 'Vi talte sammen',
			author_name: 'Mette',
			author_organisation_name: 'Solby Kommune',
			created_at: '2026-05-03T22:30:00+00:00',
			goal: null
		})
	).toEqual({ on: '2026-05-04', by: 'Mette, Solby Kommune', words: ['Vi talte sammen'] });
	expect(
		tellWritten('tovholder_refusal', { refused_on: '2026-05-04', note: 'Nej tak' })
	).toMatchObject({ on: '2026-05-04', by: '', words: ['Nej tak'] });
});

test('a row without words is not told', () => {
	expect(tellWritten('disclosure_basis', { decided_on: '2026-05-04', reason: ' ' })).toBeNull();
});
