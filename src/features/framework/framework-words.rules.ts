/**
 * What the municipality's own framework says about a step of a pathway: the answers that belong to it, each as lines that
 * can be read where the step is taken.
 */
import { cellOf, rowsAt, textAt, valueAt } from '#features/documents/answered.rules.ts';
import type { Answers } from '#features/documents/template.rules.ts';

/** The guidelines that the framework answers something about, and the questions in which it does. */
export const ANSWERED_FOR: Readonly<Record<string, readonly string[]>> = {
	'interpreter-asked': ['interpreters'],
	'network-drawn': ['work-tools'],
	'plan-made': ['plan-types', 'plan-involvement'],
	'general-and-specialised': ['effort'],
	'meeting-held': ['forums'],
	'contact-agreed': ['channels'],
	'plan-looked-at': ['plan-coordination']
};

/** The lines that a question was answered with: a text as it stands, each row of a list as one line. */
export function linesAt(answers: Answers, question: string): string[] {
	const text = textAt(answers, question);
	if (text !== '') return [text];
	// Contact with the citizen is one of the relations that channels are told for.
	const value = valueAt(answers, question);
	const own =
		question === 'channels' && value?.kind === 'groups' ? value.groups.citizen?.rows : null;
	return (own ?? rowsAt(answers, question))
		.map((row) =>
			Object.keys(row.cells)
				.map((column) => cellOf(row, column))
				.filter(Boolean)
				.join(' · ')
		)
		.filter(Boolean);
}

/** What the framework says beside each guideline; guidelines that it says nothing of are left out. */
export const wordsForGuidelines = (answers: Answers): Record<string, string[]> =>
	Object.fromEntries(
		Object.entries(ANSWERED_FOR).flatMap(([guideline, questions]) => {
			const lines = questions.flatMap((question) => linesAt(answers, question));
			return lines.length > 0 ? [[guideline, lines]] : [];
		})
	);

/** The channels by which those who work together tell each other how it goes, each once, in the framework's order. */
export function channelsBetweenParties(answers: Answers): string[] {
	const value = valueAt(answers, 'channels');
	if (value?.kind !== 'groups') return [];
	const { citizen: _, ...between } = value.groups;
	const rows = Object.values(between).flatMap((group) => group?.rows ?? []);
	return [...new Set(rows.map((row) => cellOf(row, 'channel')).filter(Boolean))];
}
