/** The saved answers of a draft as the document they make. */
import type { Json } from './content.rules.ts';
import { fitValue } from './edition.rules.ts';
import { emptyValue, fieldsOf, type Answers, type Template, type Value } from './template.rules.ts';

/** One saved answer as it is kept. */
export type Saved = {
	/** The key of its question in the shaped template. */
	field: string;
	value: Json;
	notApplicable: string | null;
	version: number;
	by: string;
	at: Date;
};

/**
 * The answers to the template's questions. A value that an earlier edition of the template saved in another shape
 * counts as unanswered; what is no longer asked is left out, and so are cells and choices that a question no longer has.
 */
export function answersOf(template: Template, saved: readonly Saved[]): Answers {
	const kept = new Map(saved.map((each) => [each.field, each]));
	return Object.fromEntries(
		fieldsOf(template).flatMap((field): [string, Answers[string]][] => {
			const answer = kept.get(field.key);
			if (!answer) return [];
			const value = answer.value as Value | null;
			return [
				[
					field.key,
					{
						value: value?.kind === field.kind ? fitValue(field, value) : emptyValue(field),
						notApplicable: answer.notApplicable
					}
				]
			];
		})
	);
}
