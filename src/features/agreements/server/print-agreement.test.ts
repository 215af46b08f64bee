import { expect, test } from 'vitest';
import { composeDocument, type Draft } from '#features/documents/server/compose-document.ts';
import { newestTemplateOf } from '../agreement-template.rules.ts';
import { numberedSections } from '../say-sections.ts';
import { printDraft } from './print-agreement.ts';

const party = (id: string) => ({
	id,
	name: id,
	cvr: null,
	responsible: null,
	responsibleName: null,
	responsibleTitle: null
});
const draft: Draft = {
	title: 'Kaffe på havnen',
	language: 'da',
	sections: ['activity', 'expectations', 'meetings'],
	parties: [party('Solby'), party('Kilden')],
	executors: [],
	signatories: [],
	saved: []
};

test('R-004 what each party of a contract expects is printed after what they agree on, as an annex', () => {
	const frozen = composeDocument(newestTemplateOf('cooperation-contract'), draft, {
		organisations: [],
		people: []
	});
	const headings = printDraft(frozen, '').sections.map(({ heading }) => heading);
	expect(headings.at(-1)).toBe('Bilag: Hvad hver part venter sig');
	expect(headings.filter((each) => each.includes('venter sig'))).toHaveLength(1);
});

test('the sections bear the numbers by which people refer to them, and the annex none', () => {
	const frozen = composeDocument(newestTemplateOf('cooperation-contract'), draft, {
		organisations: [],
		people: []
	});
	const [parties, ...headings] = printDraft(frozen, '').sections.map(({ heading }) => heading);
	expect(parties).toBe('Parter');
	expect(headings.length).toBeGreaterThan(2);
	expect(headings.slice(0, -1).map((each) => /^\d+\. \S/.exec(each) && parseInt(each, 10))).toEqual(
		headings.slice(0, -1).map((_, at) => at + 1)
	);
	expect(headings).toEqual(numberedSections(frozen).map(({ label }) => label));
});
