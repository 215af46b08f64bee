/**
 * Whether an answer may be kept at all. A half-finished answer may (what it lacks is told when the
 * document is put forward); one that is far too long, or that names a citizen, may not. That a question does not apply
 * is said together with why, or not at all: a tick alone looks as if it were answered.
 */
import { holdsCprNumber } from '#values/cpr-number.ts';
import { wordsOfProse } from '#values/prose.ts';
import { isReadable } from './short.rules.ts';
import {
	columnsOf,
	isShort,
	rowsOf,
	textOf,
	type Cell,
	type Field,
	type Only,
	type Value
} from './template.rules.ts';

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
	| 'reason-missing'
	| 'cell-too-long'
	| 'too-many-rows'
	| 'answer-too-long'
	| 'unknown-choice'
	| 'unknown-organisation'
	| 'not-a-municipality'
	| 'not-a-party'
	| 'unknown-person'
	| 'unknown-agreement'
	| 'unknown-series'
	| 'unknown-file'
	| 'not-a-day'
	| 'not-an-amount'
	| 'not-a-number'
	| 'names-a-citizen';

/** The ids a document may point to: what the asking person can choose from. */
export type Register = {
	organisations: ReadonlySet<string>;
	/** Those of the organisations that are municipalities, and parties; none where no question asks for one. */
	only?: Record<Only, ReadonlySet<string>>;
	people: ReadonlySet<string>;
	/** Agreements kept here; none where no question asks for one. */
	agreements?: ReadonlySet<string>;
	/** Series of meetings kept here; none where no question asks for one. */
	series?: ReadonlySet<string>;
	/** Files kept here; none where no question asks for one. */
	files?: ReadonlySet<string>;
};

/** What stands in the way of keeping the answer; empty when nothing does. */
export function problemsOf(
	field: Field,
	value: Value,
	notApplicable: string | null,
	register: Register
): Problem[] {
	const text = textOf(value) ?? '';
	const told = cellsIn(field, value);
	const pointing = (kind: Cell['kind'], known: (id: string, cell: Cell) => boolean) =>
		told.some(([cell, id]) => cell.kind === kind && id !== '' && !known(id, cell));
	/** Of an organisation that is not there at all, that alone is said. */
	const isNo = (only: Only) => (id: string, cell: Cell) =>
		!(cell.kind === 'organisation' && cell.only === only) ||
		!register.organisations.has(id) ||
		(register.only?.[only].has(id) ?? false);
	const misspelt = (kind: Cell['kind']) =>
		told.some(([cell, each]) => cell.kind === kind && !isReadable(cell, each));
	// marks inside a number do not hide it
	const read = value.kind === 'prose' && text.length <= LONGEST_TEXT ? [wordsOfProse(text)] : [];
	const reasons = reasonsOf(value, notApplicable);
	const cells = rowsOf(value).flatMap((row) => Object.values(row.cells));
	const found: [Problem, boolean][] = [
		['text-too-long', text.length > longestOf(field)],
		['reason-too-long', reasons.some((reason) => reason.length > LONGEST_REASON)],
		['reason-missing', notApplicable !== null && notApplicable.trim() === ''],
		['cell-too-long', cells.some((cell) => cell.length > LONGEST_CELL)],
		['too-many-rows', rowsOf(value).length > MOST_ROWS],
		['answer-too-long', cells.join('').length > LONGEST_ANSWER],
		['unknown-choice', !choicesAreKnown(field, value) || pointing('choice', isOption)],
		[
			'unknown-organisation',
			organisationsOf(value).some((id) => !register.organisations.has(id)) ||
				pointing('organisation', (id) => register.organisations.has(id))
		],
		['not-a-municipality', pointing('organisation', isNo('municipality'))],
		['not-a-party', pointing('organisation', isNo('party'))],
		[
			'unknown-person',
			(value.kind === 'people' && value.people.some((id) => !register.people.has(id))) ||
				pointing('person', (id) => register.people.has(id))
		],
		['unknown-file', pointing('file', (id) => register.files?.has(id) ?? false)],
		['unknown-agreement', pointing('agreement', (id) => register.agreements?.has(id) ?? false)],
		['unknown-series', pointing('series', (id) => register.series?.has(id) ?? false)],
		['not-a-day', misspelt('date')],
		['not-an-amount', misspelt('money')],
		['not-a-number', misspelt('number')],
		['names-a-citizen', [text, ...read, ...reasons, ...cells].some(holdsCprNumber)]
	];
	return found.filter(([, applies]) => applies).map(([problem]) => problem);
}

/** Characters the answer to a text may hold. */
export const longestOf = (field: Field): number =>
	(field.kind === 'text' || field.kind === 'prose' ? field.longest : undefined) ?? LONGEST_TEXT;

/** Every short answer in a value, with what it is an answer to: the value itself, or the cells of its rows. */
export function cellsIn(field: Field, value: Value): [cell: Cell, text: string][] {
	const text = textOf(value);
	if (text !== undefined) return field.kind === value.kind && isShort(field) ? [[field, text]] : [];
	return rowsOf(value).flatMap(({ cells }) =>
		columnsOf(field).map((column): [Cell, string] => [column, cells[column.key] ?? ''])
	);
}

/** The organisations a value points to. */
export function organisationsOf(value: Value): string[] {
	if (value.kind === 'organisations') return value.organisations;
	if (value.kind === 'matrix') return Object.values(value.organisations).flat();
	return [];
}

function reasonsOf(value: Value, notApplicable: string | null): string[] {
	const ofGroups = value.kind === 'groups' ? Object.values(value.groups) : [];
	return [...ofGroups.map(({ none }) => none), ...(notApplicable === null ? [] : [notApplicable])];
}

const isOption = (key: string, cell: Cell) =>
	cell.kind === 'choice' && cell.options.some((option) => option.key === key);

function choicesAreKnown(field: Field, value: Value): boolean {
	if (field.kind !== value.kind) return false;
	if (field.kind !== 'choices' || value.kind !== 'choices') return true;
	return value.chosen.every((key) => field.options.some((option) => option.key === key));
}
