/** A document's answers as they are printed: words and tables, in the language of the reader. */
import { m } from '#messages';
import type { PdfPart, PdfQuestion } from '#server/pdf/pdf-document.ts';
import type { Names } from '../content.rules.ts';
import {
	answerTo,
	isBlank,
	rowsOf,
	type Answers,
	type Column,
	type Field,
	type Row,
	type Section
} from '../template.rules.ts';
import { saySection } from './say-template.ts';

/** A section with its questions and what was answered. */
export function printSection(
	section: Section,
	all: readonly Field[],
	answers: Answers,
	names: Names
) {
	const { label, fields } = saySection(section);
	const questions = fields.map((field): PdfQuestion => ({
		label: field.label,
		parts: partsOf(field, all, answers, names)
	}));
	return { heading: label, questions };
}

function partsOf(field: Field, all: readonly Field[], answers: Answers, names: Names): PdfPart[] {
	const { value, notApplicable } = answerTo(field, answers);
	if (notApplicable !== null)
		return [{ kind: 'quiet', text: `${m.document_not_applicable()}: ${notApplicable}` }];
	switch (value.kind) {
		case 'text':
			return [value.text ? { kind: 'text', text: value.text } : nothing()];
		case 'choices':
			return list(
				field.kind === 'choices'
					? field.options.filter(({ key }) => value.chosen.includes(key)).map(({ label }) => label)
					: []
			);
		case 'organisations':
			return list(value.organisations.map((id) => nameIn(names.organisations, id)));
		case 'people':
			return list(value.people.map((key) => nameIn(names.people, key)));
		case 'rows':
			return field.kind === 'rows' ? [tableOf(null, field.columns, value.rows)] : [];
		case 'groups':
			return field.kind === 'groups'
				? field.groups.map(({ key, label }) => {
						const { rows, none } = value.groups[key] ?? { rows: [], none: '' };
						return rows.length === 0 && none
							? { kind: 'quiet', text: `${label}: ${m.document_group_none_said({ reason: none })}` }
							: tableOf(label, field.columns, rows);
					})
				: [];
		case 'matrix': {
			const behind = field.kind === 'matrix' && all.find(({ key }) => key === field.rowsOf);
			const rows = behind ? rowsOf(answerTo(behind, answers).value) : [];
			return list(
				rows
					.filter((row) => !isBlank(row))
					.map(
						(row) =>
							`${Object.values(row.cells)[0] ?? ''}: ${(value.organisations[row.id] ?? [])
								.map((id) => nameIn(names.organisations, id))
								.join(', ')}`
					)
			);
		}
	}
}

const nothing = (): PdfPart => ({ kind: 'quiet', text: m.ui_nothing_written() });

const list = (items: string[]): PdfPart[] => [
	items.length > 0 ? { kind: 'list', items } : nothing()
];

function tableOf(
	caption: string | null,
	columns: readonly Column[],
	rows: readonly Row[]
): PdfPart {
	const written = rows.filter((row) => !isBlank(row));
	if (written.length === 0)
		return { kind: 'quiet', text: [caption, m.ui_nothing_written()].filter(Boolean).join(': ') };
	return {
		kind: 'table',
		caption,
		head: columns.map(({ label }) => label),
		rows: written.map(({ cells }) => columns.map(({ key }) => cells[key] ?? ''))
	};
}

const nameIn = (names: Record<string, string>, id: string) =>
	names[id] ?? m.document_unknown_name();
