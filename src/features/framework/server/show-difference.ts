import type { Names } from '#features/documents/content.rules.ts';
import {
	answerTo,
	coveredRows,
	findField,
	type Answers
} from '#features/documents/template.rules.ts';
import { frameworkTemplate } from '../framework-template.rules.ts';

/** One side of a difference, with the rows that a matrix stands on. */
export function sideOf(key: string, answers: Answers, names: Names) {
	const field = findField(frameworkTemplate, key);
	const list = field?.kind === 'matrix' ? findField(frameworkTemplate, field.rowsOf) : undefined;
	return {
		answer: field
			? answerTo(field, answers)
			: { value: { kind: 'text' as const, text: '' }, notApplicable: null },
		names,
		matrixRows: list ? coveredRows(list, answerTo(list, answers).value) : []
	};
}
