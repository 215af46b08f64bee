/** A template in the words of the reader: what `messages/` says under its keys. Pages get words, never keys. */
import { m } from '#messages';
import type { Cell, Column, Field, Section } from '../template.rules.ts';

/** What `messages/` says under `key`, in the language of the request. A key without a text is shown as it is. */
export const sayKey = (key: string, words: Record<string, string> = {}): string =>
	(m as unknown as Record<string, ((words: object) => string) | undefined>)[key]?.(words) ?? key;

/** The section with words for keys. */
export const saySection = (section: Section): Section => ({
	...section,
	...sayBoth(section),
	fields: section.fields.map(sayField)
});

/** The field with words for keys. */
export function sayField(field: Field): Field {
	const said = { ...field, ...sayBoth(field) };
	switch (said.kind) {
		case 'choice':
		case 'choices':
			return { ...said, options: said.options.map(sayLabel) };
		case 'number':
			return { ...said, unit: said.unit && sayKey(said.unit) };
		case 'rows':
			return { ...said, columns: said.columns.map(sayColumn) };
		case 'groups':
			return { ...said, groups: said.groups.map(sayLabel), columns: said.columns.map(sayColumn) };
		default:
			return said;
	}
}

const sayColumn = (column: Column): Column => ({ ...sayLabel(column), ...sayCellKind(column) });

function sayCellKind(cell: Cell): Cell {
	if (cell.kind === 'choice') return { kind: 'choice', options: cell.options.map(sayLabel) };
	if (cell.kind === 'number') return { kind: 'number', unit: cell.unit && sayKey(cell.unit) };
	return cell;
}

const sayLabel = <Labelled extends { label: string }>(labelled: Labelled): Labelled => ({
	...labelled,
	label: sayKey(labelled.label)
});

const sayBoth = ({ label, guidance }: { label: string; guidance: string }) => ({
	label: sayKey(label),
	guidance: sayKey(guidance)
});
