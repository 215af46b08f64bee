/** A document's answers as they are printed: words and tables, in the language it is printed in. */
import { m } from '#messages';
import type { PrintedPart, PrintedQuestion } from '#server/print/printed-document.ts';
import type { Language } from '#values/say.ts';
import type { Names } from '../content.rules.ts';
import { isUnanswered } from '../answered.rules.ts';
import { sayCell, type Called } from '../say-cell.ts';
import {
	answerTo,
	isBlank,
	isShort,
	rowsOf,
	titleOfRow,
	titlesIn,
	type Answers,
	type Column,
	type Field,
	type Row,
	type Section
} from '../template.rules.ts';
import { printProse } from './print-prose.ts';
import { saySection } from './say-template.ts';

/** A section with its questions and what was answered; those left blank are named together at its end. */
export function printSection(
	section: Section,
	all: readonly Field[],
	answers: Answers,
	names: Names,
	language: Language
) {
	const { label, fields } = saySection(section, language);
	const called = { names, titles: titlesIn(all, answers), language };
	const isBlank = (field: Field) => {
		const { value, notApplicable } = answerTo(field, answers);
		return notApplicable === null && field.kind !== 'matrix' && isUnanswered(value);
	};
	const questions = fields
		.filter((field) => !isBlank(field))
		.map((field): PrintedQuestion => ({
			label: field.label,
			parts: partsOf(field, all, answers, called)
		}));
	const blank = fields.filter(isBlank).map((field) => field.label);
	if (blank.length > 0)
		questions.push({
			label: m.document_blank({}, { locale: language }),
			parts: [{ kind: 'quiet', text: blank.join('; ') }]
		});
	return { heading: label, questions };
}

function partsOf(
	field: Field,
	all: readonly Field[],
	answers: Answers,
	called: Called & { language: Language }
): PrintedPart[] {
	const { value, notApplicable } = answerTo(field, answers);
	const { names, language } = called;
	const locale = { locale: language };
	const nothing = (): PrintedPart => ({ kind: 'quiet', text: m.ui_nothing_written({}, locale) });
	const list = (items: string[]): PrintedPart[] => [
		items.length > 0 ? { kind: 'list', items } : nothing()
	];
	const nameIn = (known: Record<string, string>, id: string) =>
		known[id] ?? m.document_unknown_name({}, locale);
	if (notApplicable !== null)
		return [{ kind: 'quiet', text: `${m.document_not_applicable({}, locale)}: ${notApplicable}` }];
	if (isShort(field) && 'text' in value)
		return [value.text ? { kind: 'text', text: sayCell(field, value.text, called) } : nothing()];
	switch (value.kind) {
		case 'text':
			return [value.text ? { kind: 'text', text: value.text } : nothing()];
		case 'prose':
			return [value.text ? { kind: 'prose', blocks: printProse(value.text) } : nothing()];
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
			return field.kind === 'rows' ? [tableOf(null, field.columns, value.rows, called)] : [];
		case 'groups':
			return field.kind === 'groups'
				? field.groups.map(({ key, label }) => {
						const { rows, none } = value.groups[key] ?? { rows: [], none: '' };
						return rows.length === 0 && none
							? {
									kind: 'quiet',
									text: `${label}: ${m.document_group_none_said({ reason: none }, locale)}`
								}
							: tableOf(label, field.columns, rows, called);
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
							`${titleOfRow(behind || undefined, row)}: ${(value.organisations[row.id] ?? [])
								.map((id) => nameIn(names.organisations, id))
								.join(', ')}`
					)
			);
		}
		default:
			return [nothing()];
	}
}

function tableOf(
	caption: string | null,
	columns: readonly Column[],
	rows: readonly Row[],
	called: Called & { language: Language }
): PrintedPart {
	const written = rows.filter((row) => !isBlank(row));
	if (written.length === 0)
		return {
			kind: 'quiet',
			text: [caption, m.ui_nothing_written({}, { locale: called.language })]
				.filter(Boolean)
				.join(': ')
		};
	return {
		kind: 'table',
		caption,
		head: columns.map(({ label }) => label),
		rows: written.map(({ cells }) =>
			columns.map((column) => sayCell(column, cells[column.key] ?? '', called))
		)
	};
}
