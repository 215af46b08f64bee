import { expect, test } from 'vitest';
import type { Answers } from '#features/documents/template.rules.ts';
import { secondEditions } from './second-editions.rules.ts';
import { columnsOfTheory, sharedFields, tellsTheory } from './shown-theory.rules.ts';
import { drawTheory, inLines } from './theory-picture.rules.ts';
import { writeTheoryPicture } from './write-theory-picture.ts';

const rows = (...all: [id: string, cells: Record<string, string>][]) => ({
	value: { kind: 'rows' as const, rows: all.map(([id, cells]) => ({ id, cells })) },
	notApplicable: null
});
const answers: Answers = {
	'theory-part': rows(['p1', { who: 'Karl', party: 'solby', perspective: 'staff' }]),
	'theory-elements': rows(
		['e1', { element: 'Vi spiser sammen', step: 'activity', towards: '' }],
		['e2', { element: 'Flere hilser', step: 'short-term', towards: 'g2' }],
		['e3', { element: ' ', step: 'long-term', towards: '' }]
	),
	'activity-goals': rows(['g1', { goal: 'Uden led' }], ['g2', { goal: 'Gæster' }]),
	content: { value: { kind: 'prose', text: '' }, notApplicable: null },
	'contact-with-audience': { value: { kind: 'text', text: 'Ring til Karl' }, notApplicable: null }
};
const cooperation = secondEditions.find(({ key }) => key === 'cooperation-agreement')!;

test('R-195 others are shown what is answered of what is done and what it leads to, and not who took part', () => {
	expect(sharedFields(cooperation.sections, answers).map(({ key }) => key)).toEqual([
		'activity-goals',
		'theory-elements'
	]);
});

test('R-195 there is something to show once an element is written; a place elsewhere is none', () => {
	expect(tellsTheory(answers)).toBe(true);
	expect(tellsTheory({ 'theory-elements': rows(['e3', { element: ' ' }]) })).toBe(false);
	const place = { value: { kind: 'text' as const, text: 'Drev K' }, notApplicable: null };
	expect(tellsTheory({ 'theory-of-change': place })).toBe(false);
});

test('R-195 it is drawn from what is done to the goals it is followed by, each numbered; an empty step has no column', () => {
	expect(columnsOfTheory(answers)).toEqual([
		{ step: 'activity', boxes: [{ id: 'e1', text: 'Vi spiser sammen', goal: null }] },
		{ step: 'short-term', boxes: [{ id: 'e2', text: 'Flere hilser', goal: 1 }] },

		{ step: 'goal', boxes: [{ id: 'g2', text: 'Gæster', goal: 1 }] }
	]);
});

test('boxes stand under each other and hold their lines, and no word leaves its box', () => {
	const long = 'x'.repeat(70);
	const { columns, height, width } = drawTheory([
		{
			heading: 'A',
			boxes: [
				{ id: '1', text: `Kort ${long}` },
				{ id: '2', text: 'Kort' }
			]
		},
		{ heading: 'B', boxes: [] }
	]);
	const [first, second] = columns[0]!.boxes;
	expect(second!.y).toBeGreaterThan(first!.y + first!.height);
	expect(height).toBeGreaterThanOrEqual(second!.y + second!.height);
	expect(columns[1]!.x + columns[1]!.width).toBeLessThan(width);
	expect(
		first!.lines
			.map(({ text }) => text)
			.join('')
			.replaceAll(' ', '')
	).toBe(`Kort${long}`);
	expect(Math.max(...first!.lines.map(({ text }) => text.length))).toBeLessThanOrEqual(26);
	expect(first!.lines.at(-1)!.y).toBeLessThan(first!.y + first!.height);
});

test('a text of a hundred thousand characters ends in an ellipsis', () => {
	const lines = inLines('ord '.repeat(25_000));
	expect(lines).toHaveLength(8);
	expect(lines.at(-1)).toMatch(/ …$/);
});

test('the file holds what people wrote as words', () => {
	const columns = columnsOfTheory({
		'theory-elements': rows([
			'e1',
			{ element: '<script>alert(1)</script> & \u0000 "x" Åse', step: 'activity', towards: '' }
		])
	});
	const file = writeTheoryPicture(columns, 'da');
	expect(file).not.toContain('<script');
	expect(file).not.toContain('\u0000');
	expect(file).toContain('&lt;script&gt;');
	expect(file).toContain('Noget, vi gør');
});
