/** Which question an answer was given to, when the template it stood on may be gone: nobody's words become a riddle. */
import { findField, type Choice, type Column, type Field } from './template.rules.ts';
import type { Row, Template, Value } from './template.rules.ts';

/**
 * The question called `key` as the first of `templates` asks it that takes such an answer. Where none of them does, it is
 * read off the answer itself, so that all of that can still be read, under names that say no more than is known.
 */
export function questionBehind(key: string, value: Value, templates: readonly Template[]): Field {
	const asked = templates
		.map((template) => findField(template, key))
		.find((field) => field?.kind === value.kind);
	return asked ?? readOff(key, value);
}

function readOff(key: string, value: Value): Field {
	const unknown = {
		key,
		label: 'edition_question_unknown',
		guidance: '',
		required: false,
		rule: ''
	};
	switch (value.kind) {
		case 'choice':
			return { ...unknown, kind: 'choice', options: [asItIs((value as { text: string }).text)] };
		case 'choices':
			return { ...unknown, kind: 'choices', options: value.chosen.map(asItIs) };
		case 'number':
			return { ...unknown, kind: 'number', unit: null };
		case 'rows':
			return { ...unknown, kind: 'rows', columns: columnsOf(value.rows) };
		case 'groups':
			return {
				...unknown,
				kind: 'groups',
				groups: Object.keys(value.groups).map(asItIs),
				columns: columnsOf(Object.values(value.groups).flatMap(({ rows }) => rows))
			};
		case 'matrix':
			return { ...unknown, kind: 'matrix', rowsOf: '' };
		default:
			return { ...unknown, kind: value.kind };
	}
}

const asItIs = (key: string): Choice => ({ key, label: key });

/** A column for each name that a cell goes by, in the order in which they are met. */
const columnsOf = (rows: readonly Row[]): Column[] =>
	[...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))].map((key) => ({
		key,
		label: 'edition_answer_unknown',
		required: false,
		kind: 'text',
		long: true
	}));
