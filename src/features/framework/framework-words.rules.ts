/**
 * What the municipality's own framework says about a step of a pathway: the answers that belong to it, each as lines that
 * can be read where the step is taken.
 */
import { cellOf, rowsAt, textAt, valueAt } from '#features/documents/answered.rules.ts';
import type { Content, Names } from '#features/documents/content.rules.ts';
import { findField, type Answers, type Column } from '#features/documents/template.rules.ts';
import { frameworkTemplate } from './framework-template.rules.ts';

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

/** A line to read: what it is about, and what else the framework says of it, each under the name that its column has (a key of a text). */
export type Line = { text: string; facts: { label: string; text: string }[] };

/** The lines that a question was answered with: a text as it stands, each row of a list as one line. */
export function linesAt(
	{ answers, names }: Pick<Content, 'answers' | 'names'>,
	question: string
): Line[] {
	const text = textAt(answers, question);
	if (text !== '') return [{ text, facts: [] }];
	// Contact with the citizen is one of the relations that channels are told for.
	const value = valueAt(answers, question);
	const own =
		question === 'channels' && value?.kind === 'groups' ? value.groups.citizen?.rows : null;
	const columns = columnsOf(question);
	return (own ?? rowsAt(answers, question)).flatMap((row) => {
		const told = columns
			.map((column) => ({
				label: column.label,
				text: sayable(column, cellOf(row, column.key), names)
			}))
			.filter((cell) => cell.text !== '');
		const [first, ...facts] = told;
		return first ? [{ text: first.text, facts }] : [];
	});
}

/** The columns of a list in the order in which the framework asks for them. */
function columnsOf(question: string): readonly Column[] {
	const field = findField(frameworkTemplate, question);
	return field && 'columns' in field ? field.columns : [];
}

/** What a cell says. Of what it points to, the names that were frozen with it; what is kept here is read in the framework, and an id says nothing. */
const sayable = ({ kind }: Column, cell: string, names: Names): string => {
	if (kind === 'text') return cell;
	const called =
		kind === 'person' ? names.people : kind === 'organisation' ? names.organisations : {};
	return called[cell] ?? '';
};

/** What the framework says beside each guideline; guidelines that it says nothing of are left out. */
export const wordsForGuidelines = (
	content: Pick<Content, 'answers' | 'names'>
): Record<string, Line[]> =>
	Object.fromEntries(
		Object.entries(ANSWERED_FOR).flatMap(([guideline, questions]) => {
			const lines = questions.flatMap((question) => linesAt(content, question));
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

/** A kind of plan as the framework tells of it: where it is found, and who has access to it, by name. */
export type PlanType = {
	name: string;
	where: string;
	departments: string;
	organisations: string[];
};

/** The kinds of plan that a framework names, in its order. Two rows of one name are told as one. */
export function planTypesIn({ answers, names }: Content): PlanType[] {
	const access = valueAt(answers, 'plan-access');
	const given = access?.kind === 'matrix' ? access.organisations : {};
	const types = new Map<string, PlanType>();
	for (const row of rowsAt(answers, 'plan-types')) {
		const name = cellOf(row, 'name');
		if (name === '') continue;
		const before = types.get(name);
		const both = (kept: string | undefined, column: string) =>
			[...new Set([kept ?? '', cellOf(row, column)])].filter(Boolean).join(' · ');
		const organisations = (given[row.id] ?? []).flatMap((id) => names.organisations[id] ?? []);
		types.set(name, {
			name,
			where: both(before?.where, 'where'),
			departments: both(before?.departments, 'access'),
			organisations: [...new Set([...(before?.organisations ?? []), ...organisations])].sort(
				(one, other) => one.localeCompare(other, 'da')
			)
		});
	}
	return [...types.values()];
}
