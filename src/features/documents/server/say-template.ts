/** A template in the words of the reader: what `messages/` says under its keys. Pages get words, never keys. */
import { m } from '#messages';
import type { Language } from '#values/say.ts';
import type { Cell, Column, Field, Section } from '../template.rules.ts';

/** What `messages/` says under `key`, in the language of the request or another. A key without a text is shown as it is. */
export const sayKey = (
	key: string,
	words: Record<string, string> = {},
	language?: Language
): string => {
	const texts = m as unknown as Record<string, Sentence | undefined>;
	return texts[key]?.(words, language ? { locale: language } : {}) ?? key;
};

type Sentence = (words: object, how: { locale?: Language }) => string;

/** The section with words for keys. */
export const saySection = (section: Section, language?: Language): Section => ({
	...section,
	...sayBoth(section, language),
	fields: section.fields.map((field) => sayField(field, language))
});

/** The field with words for keys. */
export function sayField(field: Field, language?: Language): Field {
	const label = <Labelled extends { label: string }>(labelled: Labelled): Labelled => ({
		...labelled,
		label: sayKey(labelled.label, {}, language)
	});
	const unit = (key: string | null) => key && sayKey(key, {}, language);
	const column = (each: Column): Column => label({ ...each, ...cell(each) });
	const cell = (each: Cell): Cell => {
		if (each.kind === 'choice') return { kind: 'choice', options: each.options.map(label) };
		if (each.kind === 'number') return { kind: 'number', unit: unit(each.unit) };
		return each;
	};

	const said = { ...field, ...sayBoth(field, language) };
	switch (said.kind) {
		case 'choice':
		case 'choices':
			return { ...said, options: said.options.map(label) };
		case 'number':
			return { ...said, unit: unit(said.unit) };
		case 'rows':
			return { ...said, columns: said.columns.map(column) };
		case 'groups':
			return { ...said, groups: said.groups.map(label), columns: said.columns.map(column) };
		default:
			return said;
	}
}

const sayBoth = (
	{ label, guidance }: { label: string; guidance: string },
	language: Language | undefined
) => ({
	label: sayKey(label, {}, language),
	guidance: sayKey(guidance, {}, language)
});
