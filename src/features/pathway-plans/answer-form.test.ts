/** What a form about the plan is answered where a newer edition was laid down. */
import { expect, test } from 'vitest';
import { conflictOfAnswer, conflictOfPlan, ownersOf, planShownAt } from './answer-form.ts';
import { answerShownAt, type Given } from './plan.rules.ts';
import { saidForTheLaw } from './section-141.rules.ts';
import type { PlanShown } from './server/plan.queries.ts';

const helper = {
	person: 'p',
	organisation: 'o',
	name: 'Hans Hjælper',
	organisationName: 'Værestedet'
};
const newest: PlanShown = {
	id: 'e4',
	number: 4,
	hash: '',
	category: 'health',
	planType: '',
	aim: 'Ny medicin',
	steps: 'Tid hos lægen',
	cooperation: 'Hver uge',
	involvement: 'Er spurgt',
	reviewOn: '2026-05-12',
	...saidForTheLaw(undefined),
	owners: [helper],
	citizenOwns: true,
	by: 'Vera',
	organisation: 'Kommunen',
	at: new Date('2026-04-01T10:00:00Z'),
	isNewest: true,
	answers: []
};
const said = {
	planType: '',
	category: 'progress',
	aim: 'Et sted at bo',
	steps: 'Søg bolig',
	cooperation: 'Hver uge',
	involvement: 'Er spurgt',
	reviewOn: '',
	...saidForTheLaw(undefined)
};
const candidates = { types: [], candidates: [helper] };
const touchedOf = (owner: string[], typed: Record<string, string>) => {
	const sent = { ...said, ...typed, version: planShownAt(3, said, ['citizen']) };
	const { texts } = conflictOfPlan(newest, { owner, typed: sent }, candidates);
	return texts
		.filter(({ yours, saved }) => yours !== saved)
		.map((each) => [each.name, each.isTouched]);
};

test('R-055 the category and the owners one left alone are those of the edition laid down since, as its words are', () => {
	expect(touchedOf(['citizen'], { cooperation: 'Hver måned' })).toEqual([
		['category', false],
		['aim', false],
		['steps', false],
		['cooperation', true],
		['reviewOn', false],
		['owner', false]
	]);
});

test('R-055 a category and owners one has chosen are laid against those of the edition laid down since', () => {
	const touched = touchedOf(['p o'], { category: 'meetings' });
	expect(touched).toContainEqual(['category', true]);
	expect(touched).toContainEqual(['owner', true]);
	expect(ownersOf(newest)).toEqual(['citizen', 'p o']);
});

test('a newer edition’s category, owners and day are said in words', () => {
	const sent = {
		owner: ['citizen'],
		typed: { ...said, version: planShownAt(3, said, ['citizen']) }
	};
	const { texts } = conflictOfPlan(newest, sent, candidates);
	const text = (name: string) => texts.find((each) => each.name === name)!;
	expect(text('category').options).toContainEqual({
		value: 'health',
		label: 'Helbred'
	});
	expect(text('owner')).toMatchObject({ isSeveral: true, saved: 'citizen\np o' });
	expect(text('owner').options).toContainEqual({ value: 'p o', label: 'Hans Hjælper, Værestedet' });
	expect(text('reviewOn').isDay).toBe(true);
});

test('R-055 an answer one left as it was shown stays as somebody has changed it since; a note of one’s own is asked about', () => {
	const shown: Given = {
		organisation: 'o',
		name: 'Værestedet',
		answer: 'not-yet',
		note: '',
		by: 'Hans Hjælper',
		told: false,
		checked: null,
		at: '2026-04-01T10:00:00Z',
		version: 1,
		former: []
	};
	const sent = { version: answerShownAt(shown), answer: 'not-yet', note: 'Vi mangler en dag.' };
	const { version, texts } = conflictOfAnswer(
		{ ...shown, answer: 'accepted', version: 2 },
		sent,
		'partner'
	);
	expect(version).toBe(2);
	expect(texts.map(({ name, isTouched }) => [name, isTouched])).toEqual([
		['answer', false],
		['note', true]
	]);
	expect(answerShownAt(undefined)).toBe('0');
});
