/**
 * What a document's answers say, one question at a time, for rules that need the meaning and not the form. A
 * question said not to apply says nothing, and so does an answer that cannot be read.
 */
import { isDay, type Day } from '#values/day.ts';
import { seatOf, type Seat } from './names.rules.ts';
import { amountInOere, numberIn } from './short.rules.ts';
import { isBlank, rowsOf, textOf, type Answers, type Row, type Value } from './template.rules.ts';

/** The value given to a question; undefined where none is, or it is said not to apply. */
export function valueAt(answers: Answers, key: string): Value | undefined {
	const answer = answers[key];
	return answer && answer.notApplicable === null ? answer.value : undefined;
}

/** The text, the choice or the id given; empty where none is. */
export const textAt = (answers: Answers, key: string): string => {
	const value = valueAt(answers, key);
	return value ? (textOf(value) ?? '').trim() : '';
};

/** The day given; null where none is. */
export const dayAt = (answers: Answers, key: string): Day | null => asDay(textAt(answers, key));

/** The number given; null where none is. */
export const numberAt = (answers: Answers, key: string): number | null =>
	numberIn(textAt(answers, key));

/** The person given, at their organisation; null where none is. */
export const personAt = (answers: Answers, key: string): Seat | null =>
	seatOf(textAt(answers, key)) ?? null;

/** The people given. */
export function peopleAt(answers: Answers, key: string): Seat[] {
	const value = valueAt(answers, key);
	return value?.kind === 'people' ? value.people.flatMap((each) => seatOf(each) ?? []) : [];
}

/** The rows on which something is written, whatever their group. */
export function rowsAt(answers: Answers, key: string): Row[] {
	const value = valueAt(answers, key);
	return value ? rowsOf(value).filter((row) => !isBlank(row)) : [];
}

/** The text of one cell; empty where nothing is written. */
export const cellOf = ({ cells }: Row, column: string): string => (cells[column] ?? '').trim();

/** The day in one cell; null where none is. */
export const dayOfCell = (row: Row, column: string): Day | null => asDay(cellOf(row, column));

/** The number in one cell; null where none is. */
export const numberOfCell = (row: Row, column: string): number | null =>
	numberIn(cellOf(row, column));

/** The amount in one cell, in øre; null where none is. */
export const amountOfCell = (row: Row, column: string): number | null =>
	amountInOere(cellOf(row, column));

/** The person in one cell; null where none is. */
export const personOfCell = (row: Row, column: string): Seat | null =>
	seatOf(cellOf(row, column)) ?? null;

/** Whether nothing at all is given. */
export function isUnanswered(value: Value): boolean {
	switch (value.kind) {
		case 'choices':
			return value.chosen.length === 0;
		case 'organisations':
			return value.organisations.length === 0;
		case 'people':
			return value.people.length === 0;
		case 'rows':
			return value.rows.every(isBlank);
		case 'groups':
			return Object.values(value.groups).every(({ rows, none }) => rows.every(isBlank) && !none);
		case 'matrix':
			return Object.values(value.organisations).every((each) => each.length === 0);
		default:
			return value.text.trim() === '';
	}
}

const asDay = (text: string): Day | null => (isDay(text) ? text : null);
