/** A template in the words of the reader: what `messages/` says under its keys. Pages get words, never keys. */
import { m } from '#messages';
import type { Field, Section } from '../template.rules.ts';

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
		case 'choices':
			return { ...said, options: said.options.map(sayLabel) };
		case 'rows':
			return { ...said, columns: said.columns.map(sayLabel) };
		case 'groups':
			return { ...said, groups: said.groups.map(sayLabel), columns: said.columns.map(sayLabel) };
		default:
			return said;
	}
}

const sayLabel = <Labelled extends { label: string }>(labelled: Labelled): Labelled => ({
	...labelled,
	label: sayKey(labelled.label)
});

const sayBoth = ({ label, guidance }: { label: string; guidance: string }) => ({
	label: sayKey(label),
	guidance: sayKey(guidance)
});
