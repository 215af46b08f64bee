/**
 * The theory of change as others than the parties are shown it: what is done for whom, what it shall lead to, and by which
 * goals that is followed. Who took part in it and what was said of it stay with the parties.
 */
import { cellOf, isUnanswered, rowsAt, valueAt } from '#features/documents/answered.rules.ts';
import type { Answers, Field, Section } from '#features/documents/template.rules.ts';
import { STEPS } from './theory.rules.ts';

/** The questions it is told by; `shared_theory` (0770) lets no other out of the database. */
export const SHARED = [
	'target-group',
	'age-from',
	'age-to',
	'content',
	'theory-elements',
	'strategic-goals',
	'activity-goals'
] as const;

/** Links to one theory that may be open at a time. */
export const MOST_LINKS = 20;

/** Whether there is a theory to show: where one lies elsewhere, that place is the parties' own. */
export const tellsTheory = (answers: Answers): boolean =>
	rowsAt(answers, 'theory-elements').some((row) => cellOf(row, 'element') !== '');

/** Of the questions it is told by, those that are answered, in the order of the agreement. */
export const sharedFields = (
	sections: readonly Pick<Section, 'fields'>[],
	answers: Answers
): Field[] =>
	sections
		.flatMap(({ fields }) => fields)
		.filter(({ key }) => {
			const value = (SHARED as readonly string[]).includes(key) && valueAt(answers, key);
			return value && !isUnanswered(value);
		});

/** A step of the theory with what stands in it; `goal`: the number of the goal by which it is followed, from 1. */
export type TheoryColumn = {
	step: (typeof STEPS)[number] | 'goal';
	boxes: { id: string; text: string; goal: number | null }[];
};

/** The theory from what is done to what it leads to, and at last the goals that it points to; steps without anything are left out. */
export function columnsOfTheory(answers: Answers): TheoryColumn[] {
	const elements = rowsAt(answers, 'theory-elements').filter(
		(row) => cellOf(row, 'element') !== ''
	);
	const goals = rowsAt(answers, 'activity-goals').filter(({ id }) =>
		elements.some((row) => cellOf(row, 'towards') === id)
	);
	const numberOf = (id: string) => goals.findIndex((goal) => goal.id === id) + 1 || null;
	return [
		...STEPS.map((step) => ({
			step,
			boxes: elements
				.filter((row) => cellOf(row, 'step') === step)
				.map((row) => ({
					id: row.id,
					text: cellOf(row, 'element'),
					goal: numberOf(cellOf(row, 'towards'))
				}))
		})),
		{
			step: 'goal' as const,
			boxes: goals.map((row) => ({
				id: row.id,
				text: cellOf(row, 'goal'),
				goal: numberOf(row.id)
			}))
		}
	].filter(({ boxes }) => boxes.length > 0);
}
