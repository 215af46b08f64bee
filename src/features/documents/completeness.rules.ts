/** What a document still lacks before it can be put forward for a decision. */
import { isUnanswered } from './answered.rules.ts';
import {
	answerTo,
	columnsOf,
	findField,
	isBlank,
	rowsOf,
	type Answers,
	type Column,
	type Field,
	type Row,
	type Section,
	type Template
} from './template.rules.ts';

/** What an answer may lack. */
const LACKS = [
	/** Nothing is answered. */
	'unanswered',
	/** It is said not to apply, but not why. */
	'reason-missing',
	/** One of the groups has neither rows nor a reason why there are none. */
	'group-empty',
	/** A row lacks a required cell. */
	'cell-missing',
	/** A row of the list behind the matrix has no organisation. */
	'row-uncovered'
] as const;
export type Lack = (typeof LACKS)[number];

/** Whether a word names one of them. */
export const isLack = (word: string): word is Lack => (LACKS as readonly string[]).includes(word);

/** One thing missing: in which field, and where in it (the group's, column's or row's key) if that helps. */
export type Missing = { section: string; field: string; lack: Lack; where: string | null };

/** Everything missing in the document, in reading order. Empty: it is complete. */
export const whatIsMissing = (template: Template, answers: Answers): Missing[] =>
	template.sections.flatMap((section) =>
		section.fields.flatMap((field) =>
			lacksOf(template, field, answers).map(([lack, where]) => ({
				section: section.key,
				field: field.key,
				lack,
				where
			}))
		)
	);

/** How far a section has come: fields with nothing missing, and those on which something is said, of all its fields. */
export function progressOf(template: Template, section: Section, answers: Answers) {
	const complete = section.fields.filter(
		(field) => lacksOf(template, field, answers).length === 0
	).length;
	const answered = section.fields.filter((field) => {
		const { value, notApplicable } = answerTo(field, answers);
		return notApplicable !== null || !isUnanswered(value);
	}).length;
	return { complete, answered, total: section.fields.length };
}

type Finding = [lack: Lack, where: string | null];

function lacksOf(template: Template, field: Field, answers: Answers): Finding[] {
	const { value, notApplicable } = answerTo(field, answers);
	if (notApplicable !== null) return notApplicable.trim() ? [] : [['reason-missing', null]];

	const lacks = lacksOfValue();
	return isOnlyUnanswered(lacks) && !field.required ? [] : lacks;

	function lacksOfValue(): Finding[] {
		const unanswered: Finding[] = [['unanswered', null]];
		switch (value.kind) {
			case 'text':
			case 'prose':
			case 'date':
			case 'money':
			case 'number':
			case 'choice':
			case 'person':
			case 'organisation':
				return value.text.trim() ? [] : unanswered;
			case 'choices':
				return value.chosen.length ? [] : unanswered;
			case 'organisations':
				return value.organisations.length ? [] : unanswered;
			case 'people':
				return value.people.length ? [] : unanswered;
			case 'rows': {
				const rows = value.rows.filter((row) => !isBlank(row));
				return rows.length ? missingCells(columnsOf(field), rows) : unanswered;
			}
			case 'groups':
				return groupLacks(field, value.groups);
			case 'matrix':
				return field.kind === 'matrix'
					? matrixLacks(template, field.rowsOf, value.organisations, answers)
					: unanswered;
		}
	}
}

const isOnlyUnanswered = (lacks: Finding[]) => lacks.every(([lack]) => lack === 'unanswered');

const missingCells = (columns: readonly Column[], rows: Row[]): Finding[] =>
	columns
		.filter(({ key, required }) => required && rows.some(({ cells }) => !cells[key]?.trim()))
		.map(({ key }) => ['cell-missing', key]);

function groupLacks(field: Field, groups: Record<string, { rows: Row[]; none: string }>) {
	if (field.kind !== 'groups') return [];
	const filled = ({ key }: { key: string }) =>
		(groups[key]?.rows ?? []).filter((row) => !isBlank(row));
	const empty = field.groups.filter(
		(group) => filled(group).length === 0 && !groups[group.key]?.none.trim()
	);
	if (empty.length === field.groups.length) return [['unanswered', null] satisfies Finding];
	return [
		...empty.map(({ key }): Finding => ['group-empty', key]),
		...missingCells(field.columns, field.groups.flatMap(filled))
	];
}

/** A matrix over a list that does not apply has nothing to say, and so lacks nothing. */
function matrixLacks(
	template: Template,
	listKey: string,
	organisations: Record<string, string[]>,
	answers: Answers
): Finding[] {
	const list = findField(template, listKey);
	if (!list) return [];
	const behind = answerTo(list, answers);
	if (behind.notApplicable !== null) return [];
	const rows = rowsOf(behind.value).filter((row) => !isBlank(row));
	const uncovered = rows.filter(({ id }) => !organisations[id]?.length);
	if (rows.length === 0 || uncovered.length === rows.length) return [['unanswered', null]];
	return uncovered.map(({ id }) => ['row-uncovered', id]);
}
