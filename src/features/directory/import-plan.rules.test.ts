/** What an import would do, row by row. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Said } from './imported-offer.rules.ts';
import { markOf, planImport, type Known } from './import-plan.rules.ts';
import { saidOf } from './said-offer.ts';

describe('a plan', () => {
	const offer = {
		id: 'a',
		version: 3,
		now: () => ({ name: 'Cafeen', price: '20 kr.', phone: '1' })
	};
	const plan = (said: Said, last: Said | null = null) =>
		planImport([{ number: 2, said: { key: 'k', ...said }, problems: [] }], (key) =>
			key === 'k' ? ({ ...offer, last } as Known) : undefined
		)[0]!;

	test('two rows without a name are not the same for that, and are called nothing', () => {
		const nameless = (number: number) => ({
			number,
			said: { name: '', provider: 'Kilden' },
			problems: [{ field: 'name' as const, reason: 'missing' as const, about: '' }]
		});
		for (const row of planImport([nameless(6), nameless(26)], () => undefined))
			expect(row).toMatchObject({ name: '', state: 'problem', problems: [{ reason: 'missing' }] });
	});

	test('says what is new in the file, and leaves what it does not speak of', () => {
		expect(plan({ name: 'Cafeen', price: '25 kr.' })).toMatchObject({
			state: 'changed',
			changes: [{ field: 'price', from: '20 kr.', to: '25 kr.' }]
		});
	});

	test('does not take back what was changed here since; what was changed in both places waits', () => {
		expect(plan({ price: '15 kr.', phone: '1' }, { price: '15 kr.', phone: '1' }).state).toBe(
			'same'
		);
		expect(plan({ price: '30 kr.' }, { price: '15 kr.' })).toMatchObject({
			state: 'both',
			changes: [{ field: 'price', from: '20 kr.', to: '30 kr.' }]
		});
		expect(plan({ price: '30 kr.' }, { price: '20 kr.' }).state).toBe('changed');
	});

	test('has another mark where anything else would be written, of new offers too', () => {
		const cells = ['Cafeen', 'Unge', 'Kaffe', 'Ring', 'Kom forbi'];
		const needs = ['name', 'targetGroup', 'content', 'contact', 'nextStep'] as const;
		const markBy = (columns: readonly (keyof Said)[]) =>
			markOf(
				planImport(
					[
						{
							number: 2,
							said: {
								key: 'n',
								...Object.fromEntries(columns.map((field, at) => [field, cells[at]]))
							},
							problems: []
						}
					],
					() => undefined
				)
			);
		fc.assert(
			fc.property(
				fc.shuffledSubarray([...needs], { minLength: 5 }),
				fc.shuffledSubarray([...needs], { minLength: 5 }),
				(one, other) => {
					expect(markBy(one) === markBy(other)).toBe(one.join() === other.join());
				}
			)
		);
	});

	test('an offer that is there twice in a file waits, both times', () => {
		const row = (number: number) => ({
			number,
			said: { key: 'n', name: 'N', targetGroup: 'a', content: 'b', contact: 'c' },
			problems: []
		});
		const plans = planImport([row(2), row(5), row(9)], () => undefined);
		expect(plans.map(({ problems }) => problems[0]?.about)).toEqual(['5', '2', '2']);
	});

	test('what an offer cannot do without must be there when it is new', () => {
		expect(
			planImport([{ number: 2, said: { name: 'N' }, problems: [] }], () => undefined)[0]
		).toMatchObject({
			state: 'problem',
			problems: [{ field: 'targetGroup' }, { field: 'content' }, { field: 'contact' }]
		});
	});

	test('an offer says of itself in each form what the form says of it', () => {
		expect(
			saidOf({ ...offer.now(), id: 'a', languages: [], themes: [] } as never, false).price
		).toBe('20 kr.');
	});
});
