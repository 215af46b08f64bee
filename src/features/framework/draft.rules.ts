/** The saved answers as the document they make. */
import { contentHash, type Content, type Json } from '#features/documents/content.rules.ts';
import { seatKey, type Seat } from '#features/documents/names.rules.ts';
import { cellsIn } from '#features/documents/validity.rules.ts';
import {
	answerTo,
	emptyValue,
	fieldsOf,
	type Answers,
	type Field,
	type Value
} from '#features/documents/template.rules.ts';
import { frameworkTemplate, POOL_FIELD } from './framework-template.rules.ts';

/** One saved answer as it is kept. */
export type Saved = {
	field: string;
	value: Json;
	notApplicable: string | null;
	version: number;
	by: string;
	at: Date;
};

/**
 * The answers as they stand. Who can be tovholder is read from the pool, the one place where it is kept
 * a value that an earlier edition of the template saved in another shape counts as unanswered.
 */
export function answersOf(saved: readonly Saved[], pool: readonly Seat[]): Answers {
	const answers: Answers = {};
	for (const field of fieldsOf(frameworkTemplate)) {
		const kept = saved.find((each) => each.field === field.key);
		const value = field.key === POOL_FIELD ? poolValue(pool) : keptValue(field, kept);
		if (kept || field.key === POOL_FIELD)
			answers[field.key] = { value, notApplicable: kept?.notApplicable ?? null };
	}
	return answers;
}

/** The agreements, or series of meetings, that rows of the answers point to. */
export const pointedTo = (kind: 'agreement' | 'series', answers: Answers): string[] =>
	fieldsOf(frameworkTemplate)
		.flatMap((field) => cellsIn(field, answerTo(field, answers).value))
		.filter(([cell, id]) => cell.kind === kind && id !== '')
		.map(([, id]) => id);

/** All the answers in one mark, for the page that puts them forward to say which it was read with. */
export const markOfDraft = (answers: Answers): Promise<string> =>
	contentHash(answers as unknown as Json);

/** Frozen content as it comes back from where it is kept; it was written by `freeze` and by nothing else. */
export const asContent = (kept: Json): Content => kept as unknown as Content;

const poolValue = (pool: readonly Seat[]): Value => ({
	kind: 'people',
	people: pool.map(seatKey).sort()
});

function keptValue(field: Field, kept: Saved | undefined): Value {
	const value = kept?.value as Value | null | undefined;
	return value?.kind === field.kind ? value : emptyValue(field);
}
