/** What is asked where a section is picked, and what the second editions add. */
import { describe, expect, test } from 'vitest';
import { shapeTemplate } from '#features/documents/shape.rules.ts';
import { moveAnswers } from '#features/documents/edition.rules.ts';
import {
	columnsOf,
	fieldsOf,
	findField,
	type Answers
} from '#features/documents/template.rules.ts';
import {
	findAgreementTemplate,
	listEditions,
	newestTemplateOf
} from './agreement-template.rules.ts';
import { AGREEMENT_KINDS, wayOf } from './kind.rules.ts';
import { about, choice, given, parties, row, rows } from './test-checked.ts';

const prose = (text: string) => given({ kind: 'prose', text });
const keysOf = (key: string) =>
	columnsOf(findField(newestTemplateOf('cooperation-contract'), key)!).map((column) => column.key);

describe('a section of the contract that is picked asks for what it is about', () => {
	/** What stands in the way in these questions, with the section picked and these answers. */
	const lacking = (section: string, keys: string[], answers: Answers = {}) =>
		about(keys, 'cooperation-contract', [section], answers);

	test('R-009 for whom, and ages where there are any', () => {
		expect(lacking('audience', ['target-group', 'age-from'])).toEqual([
			'stops unanswered target-group'
		]);
		expect(lacking('activity', ['target-group'])).toEqual([]);
		expect(lacking('audience', ['target-group'], { 'target-group': prose('Unge') })).toEqual([]);
	});

	test('R-010 two purposes, of the activity and of doing it together', () => {
		const both = ['activity-purpose', 'collaboration-purpose'];
		expect(lacking('purposes', both)).toEqual(both.map((key) => `stops unanswered ${key}`));
		expect(lacking('purposes', both, { 'activity-purpose': prose('Varme') })).toEqual([
			'stops unanswered collaboration-purpose'
		]);
	});

	test('R-011 how it is paid for, and any number of sources with amount, period and status', () => {
		expect(lacking('economy', ['financing', 'funding'])).toEqual(['stops unanswered financing']);
		expect(keysOf('funding')).toEqual(['source', 'amount', 'from', 'to', 'status']);
		const source = row('1', { source: 'Fonden', amount: '100', status: 'applied' });
		expect(
			lacking('economy', ['financing', 'funding'], {
				financing: prose('Selv'),
				funding: rows(source, row('2', { source: 'Solby' }))
			})
		).toEqual([]);
	});

	test('R-019 how it is organised, and its groups with their members', () => {
		expect(lacking('organisation', ['setup', 'groups'])).toEqual(['stops unanswered setup']);
		expect(keysOf('groups')).toEqual(['name', 'kind', 'members', 'purpose']);
	});
});

test('R-188 R-189 each party tells what it hopes to gain, of its own', () => {
	const shaped = shapeTemplate(newestTemplateOf('cooperation-agreement'), {
		parties,
		sections: ['incentives']
	});
	const own = fieldsOf(shaped).filter(({ key }) => key.startsWith('incentives@'));
	expect(own.map(({ party }) => party)).toEqual(parties);
	expect(own.every((field) => field.kind === 'choices' && field.options.length === 7)).toBe(true);
});

describe('the theory of change', () => {
	const took = (party: string, perspective: string) =>
		row(`${party}-${perspective}`, { who: 'Nogen', party, perspective });
	const everybody = [took('solby', 'staff'), took('natly', 'volunteer')];
	const activity = row('e1', { element: 'Kaffe', step: 'activity' });
	const judged = (people: ReturnType<typeof row>[], elements = [activity]) =>
		about(['theory-part', 'theory-elements'], 'cooperation-agreement', ['theory'], {
			'theory-part': rows(...people),
			'theory-elements': rows(...elements)
		});

	test('R-192 with staff and volunteers it is whole; without either its authors are told', () => {
		expect(judged(everybody)).toEqual([]);
		for (const other of ['manager', 'staff'])
			expect(judged([took('solby', 'staff'), took('natly', other)])).toEqual([
				'warns theory-without-both theory-part'
			]);
	});

	test('R-193 it is not adopted without somebody of each party', () => {
		expect(judged([took('solby', 'staff'), took('solby', 'volunteer')])).toEqual([
			'stops theory-party-missing theory-part'
		]);
	});

	test('R-194 each change points to the goal by which it is followed', () => {
		const change = (towards: string) =>
			row('e2', { element: 'Tryghed', step: 'short-term', ...(towards && { towards }) });
		expect(judged(everybody, [activity, change('')])).toEqual([
			'warns theory-without-goal theory-elements e2'
		]);
		expect(judged(everybody, [activity, change('g1')])).toEqual([]);
		const elements = findField(newestTemplateOf('cooperation-agreement'), 'theory-elements')!;
		expect(columnsOf(elements)).toContainEqual(
			expect.objectContaining({ key: 'towards', kind: 'row', of: 'activity-goals' })
		);
	});
});

describe('a partnership', () => {
	const partnership = newestTemplateOf('partnership-agreement');

	test('R-244 has a place for what well-being means in it', () => {
		expect(findField(partnership, 'well-being')).toMatchObject({ kind: 'prose', required: false });
	});

	test('R-245 tells its purposes one by one, and each thing it is bound to serves one', () => {
		expect(findField(partnership, 'purposes')).toMatchObject({ kind: 'rows', required: true });
		const judged = (serves: string) =>
			about(['obligations@solby', 'joint-obligations'], 'partnership-agreement', [], {
				'obligations@solby': rows(row('1', { obligation: 'Lys', ...(serves && { serves }) })),
				'joint-obligations': rows(row('2', { obligation: 'Fest', serves: 'p1' }))
			});
		expect(judged('p1')).toEqual([]);
		expect(judged('')).toEqual(['stops obligation-without-purpose obligations@solby 1']);
	});

	test('R-245 one that stays on the first edition is not asked which', () => {
		const first = findAgreementTemplate('partnership-agreement', 1)!;
		const joint = rows(row('2', { obligation: 'Fest' }));
		const kept = about(
			['joint-obligations'],
			'partnership-agreement',
			[],
			{ 'joint-obligations': joint },
			{
				template: shapeTemplate(first, { parties, sections: [] })
			}
		);
		expect(kept).toEqual([]);
	});

	test('R-288 what a party brings is its own: it is listed by that party', () => {
		const shaped = shapeTemplate(partnership, { parties, sections: ['rights'] });
		const own = fieldsOf(shaped).filter(({ key }) => key.startsWith('materials@'));
		expect(own.map(({ party }) => party)).toEqual(parties);
	});

	test('R-289 nothing made together is agreed on without its rights', () => {
		const judged = (rights: string) =>
			about(['joint-materials'], 'partnership-agreement', ['rights'], {
				'joint-materials': rows(row('1', { material: 'Håndbog', ...(rights && { rights }) }))
			});
		expect(judged('Handleplanen § 3')).toEqual([]);
		expect(judged('')).toEqual(['stops cell-missing joint-materials rights']);
	});
});

test.each(AGREEMENT_KINDS.filter((kind) => wayOf(kind) !== 'outside'))(
	'no answer is lost from the first edition of the %s to the second',
	(kind) => {
		const [first, second] = listEditions(kind);
		const answers: Answers = Object.fromEntries(
			fieldsOf(shapeTemplate(first!, { parties, sections: first!.sections.map(({ key }) => key) }))
				.filter(
					(field) => field.kind === 'text' || field.kind === 'rows' || field.kind === 'choice'
				)
				.map((field) => [
					field.key,
					field.kind === 'text'
						? given({ kind: 'text', text: '- a\n- b' })
						: field.kind === 'choice'
							? choice(field.options[0]!.key)
							: rows(row('1', { [columnsOf(field)[0]!.key]: 'yes' }))
				])
		);
		const moved = moveAnswers(first!, second!, answers);
		expect(moved.losses.filter(({ why }) => why !== 'choice-gone')).toEqual([]);
		expect(Object.keys(moved.answers)).toEqual(Object.keys(answers));
	}
);
