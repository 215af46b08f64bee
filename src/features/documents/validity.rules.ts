/**
 * Whether an answer may be kept at all. A half-finished answer may (what it lacks is told when the
 * document is put forward); one that is far too long, or that names a citizen, may not.
 */
import { rowsOf, type Field, type Value } from './template.rules.ts';

/** Characters a text may hold. */
export const LONGEST_TEXT = 20_000;

/** Characters the reason that a question, or a group of it, does not apply may hold. */
export const LONGEST_REASON = 2_000;

/** Characters one cell of a list may hold. */
export const LONGEST_CELL = 2_000;

/** Rows one field may hold. */
export const MOST_ROWS = 200;

/** Characters one answer may hold in all: what one row of the database has room for. */
export const LONGEST_ANSWER = 100_000;

export type Problem =
	| 'text-too-long'
	| 'reason-too-long'
	| 'cell-too-long'
	| 'too-many-rows'
	| 'answer-too-long'
	| 'unknown-choice'
	| 'unknown-organisation'
	| 'unknown-person'
	| 'names-a-citizen';

/** The ids a document may point to: what the asking person can choose from. */
export type Register = { organisations: ReadonlySet<string>; people: ReadonlySet<string> };

/** What stands in the way of keeping the answer; empty when nothing does. */
export function problemsOf(
	field: Field,
	value: Value,
	notApplicable: string | null,
	register: Register
): Problem[] {
	const text = value.kind === 'text' ? value.text : '';
	const reasons = reasonsOf(value, notApplicable);
	const cells = rowsOf(value).flatMap((row) => Object.values(row.cells));
	const found: [Problem, boolean][] = [
		['text-too-long', text.length > LONGEST_TEXT],
		['reason-too-long', reasons.some((reason) => reason.length > LONGEST_REASON)],
		['cell-too-long', cells.some((cell) => cell.length > LONGEST_CELL)],
		['too-many-rows', rowsOf(value).length > MOST_ROWS],
		['answer-too-long', cells.join('').length > LONGEST_ANSWER],
		['unknown-choice', !choicesAreKnown(field, value)],
		['unknown-organisation', organisationsOf(value).some((id) => !register.organisations.has(id))],
		[
			'unknown-person',
			value.kind === 'people' && value.people.some((id) => !register.people.has(id))
		],
		['names-a-citizen', [text, ...reasons, ...cells].some(holdsCprNumber)]
	];
	return found.filter(([, applies]) => applies).map(([problem]) => problem);
}

/** The organisations a value points to. */
export function organisationsOf(value: Value): string[] {
	if (value.kind === 'organisations') return value.organisations;
	if (value.kind === 'matrix') return Object.values(value.organisations).flat();
	return [];
}

/**
 * Whether the text holds something written like a Danish personal number: six digits that are a day, a
 * month and a year, then four more. A document of the collaboration level never holds one.
 */
export function holdsCprNumber(text: string): boolean {
	for (const [, day, month] of text.matchAll(/(?<!\d)(\d\d)(\d\d)\d\d[- ]?\d{4}(?!\d)/g))
		if (Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12)
			return true;
	return false;
}

function reasonsOf(value: Value, notApplicable: string | null): string[] {
	const ofGroups = value.kind === 'groups' ? Object.values(value.groups) : [];
	return [...ofGroups.map(({ none }) => none), ...(notApplicable === null ? [] : [notApplicable])];
}

function choicesAreKnown(field: Field, value: Value): boolean {
	if (field.kind !== value.kind) return false;
	if (field.kind !== 'choices' || value.kind !== 'choices') return true;
	return value.chosen.every((key) => field.options.some((option) => option.key === key));
}
