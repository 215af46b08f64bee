/**
 * An answer as inputs of a form, and back. Written so that a page without JavaScript can edit lists:
 * adding or removing a row is a button that posts everything typed and gets it back, changed by one row.
 *
 * Every input of field `f` starts with `f.`:
 *
 * | input | holds |
 * |---|---|
 * | `f.text` | a text, with or without form, or a short answer as people write it |
 * | `f.chosen`, `f.organisation`, `f.person` | one key or id each, repeated |
 * | `f.row` | the id of a row, repeated in the order shown; in groups `group/id` |
 * | `f.cell.<row>.<column>` | one cell |
 * | `f.none.<group>` | why the group has no rows |
 * | `f.access` | `row/organisation`, repeated |
 * | `f.not-applicable`, `f.reason` | the tick that the question does not apply here, and why |
 * | `f.reason-shown` | the reason that stood there when the page came |
 */
import { tidyProse } from '#values/prose.ts';
import { readCell } from './short.rules.ts';
import {
	columnsOf,
	findField,
	isBlank,
	type Answer,
	type Answers,
	type Field,
	type Row,
	type Section,
	type Template,
	type Value
} from './template.rules.ts';
import { LONGEST_TEXT } from './validity.rules.ts';

/** Names and values as posted, in the order of the page. */
export type Posted = readonly (readonly [name: string, value: string])[];

/** A press on a button that changes a list: `add` (to a group, or to the list itself) or `remove` a row. */
export type Press =
	| { kind: 'add'; field: string; group: string | null }
	| { kind: 'remove'; field: string; row: string };

/** The answer that the posted inputs of `field` spell. Rows on which nothing is written are kept as typed. */
export function readAnswer(field: Field, posted: Posted): Answer {
	const own = posted
		.filter(([name]) => name.startsWith(`${field.key}.`))
		.map(([name, value]) => [name.slice(field.key.length + 1), asTyped(value)] as const);
	const one = (name: string) => own.find((entry) => entry[0] === name)?.[1] ?? '';
	const reason = one('reason').trim();
	// Whoever writes why and forgets the tick has said it. Whoever takes the tick off and leaves the reason has not.
	const isSaid = reason !== '' && reason !== one('reason-shown').trim();
	const notApplicable = one('not-applicable') || isSaid ? reason : null;
	return { value: readValue(field, own), notApplicable };
}

/** Whether the posted form holds inputs of `field` at all. */
export const isPosted = (field: Field, posted: Posted): boolean =>
	posted.some(([name]) => name.startsWith(`${field.key}.`));

/** What was typed in a section, with the versions it was based on, to be shown again. */
export function typedIn(section: Section, posted: Posted) {
	const text = (name: string) => posted.find((entry) => entry[0] === name)?.[1] ?? '';
	return {
		typed: Object.fromEntries(
			section.fields.map((field) => [field.key, readAnswer(field, posted)])
		) as Answers,
		based: Object.fromEntries(
			section.fields.map(({ key }) => [
				key,
				{ version: text(`version.${key}`), was: text(`was.${key}`) }
			])
		)
	};
}

/** The press that sent the form, or undefined when it was sent to be kept. */
export function readPress(template: Template, posted: Posted): Press | undefined {
	const button = posted.find(([name]) => name === 'add' || name === 'remove-row');
	if (!button) return undefined;
	const [kind, target] = button;
	const [key = '', rest] = target.split('/', 2);
	if (!findField(template, key)) return undefined;
	if (kind === 'add') return { kind: 'add', field: key, group: rest ?? null };
	return rest ? { kind: 'remove', field: key, row: rest } : undefined;
}

/** The value after the press: one empty row with id `newId` more, or one row less. */
export function afterPress(value: Value, press: Press, newId: string): Value {
	const change = (rows: Row[], group: string | null) => {
		if (press.kind === 'remove') return rows.filter(({ id }) => id !== press.row);
		return press.group === group ? [...rows, { id: newId, cells: {} }] : rows;
	};
	if (value.kind === 'rows') return { kind: 'rows', rows: change(value.rows, null) };
	if (value.kind !== 'groups') return value;
	const groups = Object.entries(value.groups).map(([key, { rows, none }]) => [
		key,
		{ rows: change(rows, key), none }
	]);
	return { kind: 'groups', groups: Object.fromEntries(groups) };
}

/** The value without the rows on which nothing is written: what is kept. */
export function withoutBlankRows(value: Value): Value {
	const written = (row: Row) => !isBlank(row);
	if (value.kind === 'rows') return { kind: 'rows', rows: value.rows.filter(written) };
	if (value.kind !== 'groups') return value;
	const groups = Object.entries(value.groups).map(([key, { rows, none }]) => [
		key,
		{ rows: rows.filter(written), none }
	]);
	return { kind: 'groups', groups: Object.fromEntries(groups) };
}

function readValue(field: Field, own: Posted): Value {
	const all = (name: string) => [
		...new Set(own.filter((entry) => entry[0] === name && entry[1]).map(([, value]) => value))
	];
	const one = (name: string) => own.find((entry) => entry[0] === name)?.[1] ?? '';
	switch (field.kind) {
		case 'text':
			return { kind: 'text', text: one('text').trim() };
		case 'prose':
			return { kind: 'prose', text: readProse(one('text')) };
		case 'date':
		case 'money':
		case 'number':
		case 'choice':
		case 'person':
		case 'organisation':
			return { kind: field.kind, text: readCell(field, one('text').trim()) };
		case 'choices':
			return { kind: 'choices', chosen: all('chosen') };
		case 'organisations':
			return { kind: 'organisations', organisations: all('organisation').sort() };
		case 'people':
			return { kind: 'people', people: all('person').sort() };
		case 'rows':
			return { kind: 'rows', rows: all('row').filter(isRowId).map(readRow) };
		case 'groups':
			return {
				kind: 'groups',
				groups: Object.fromEntries(
					field.groups.map(({ key }) => [
						key,
						{
							rows: all('row')
								.map((place) => place.split('/', 2))
								.flatMap(([group, id]) =>
									group === key && id && isRowId(id) ? [readRow(id)] : []
								),
							none: one(`none.${key}`).trim()
						}
					])
				)
			};
		case 'matrix': {
			const places = all('access')
				.sort()
				.map((place) => place.split('/', 2));
			const rows = [...new Set(places.map(([row = '']) => row))].filter(isRowId);
			const organisations = rows.map((id): [string, string[]] => [
				id,
				places.flatMap(([row, organisation]) => (row === id && organisation ? [organisation] : []))
			]);
			return { kind: 'matrix', organisations: Object.fromEntries(organisations) };
		}
	}

	function readRow(id: string): Row {
		const cells = columnsOf(field)
			.map((column) => [column.key, readCell(column, one(`cell.${id}.${column.key}`).trim())])
			.filter(([, text]) => text !== '');
		return { id, cells: Object.fromEntries(cells) };
	}
}

/** What is too long to be kept comes back as it was typed. */
const readProse = (typed: string) =>
	typed.length > LONGEST_TEXT ? typed.trim() : tidyProse(typed);

/** Row ids are made by the server; anything else under that name was made up by the sender. */
const isRowId = (id: string) => /^[a-z0-9-]{1,40}$/.test(id);

/**
 * Browsers post line ends as CR LF; kept as LF, so that the same text has the same hash everywhere. What
 * no screen shows and PostgreSQL cannot keep (half characters, control characters) is left out.
 */
const asTyped = (text: string) =>
	text
		.replace(/\r\n?/g, '\n')
		.toWellFormed()
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '');
