/** What of the framework may be shown to everybody, and who decides it: sections, and in them nothing that leads to a person. */
import type { Column, Field, Section } from '#features/documents/template.rules.ts';
import type { Seat } from './decision.rules.ts';
import { frameworkTemplate } from './framework-template.rules.ts';
import { mayWrite, type Writers } from './framework.rules.ts';

/** The cell in which a list says how somebody is reached: it is left out for everybody else. */
const CONTACT = 'contact';
/** People of the home municipality, by name. */
const NAMES_PEOPLE = ['home-municipality-partners'];

/** Whether a question may be shown to everybody: one whose answer names people is not. */
export const mayBeOpen = ({ key, kind }: Pick<Field, 'key' | 'kind'>): boolean =>
	kind !== 'people' && kind !== 'person' && !NAMES_PEOPLE.includes(key);

/** The sections that were chosen and exist, in the order of the framework, with the questions in them that may be shown. */
export function openParts(chosen: readonly string[]): { sections: string[]; fields: string[] } {
	const sections = frameworkTemplate.sections.filter(({ key }) => chosen.includes(key));
	return {
		sections: sections.map(({ key }) => key),
		fields: sections.flatMap(({ fields }) => fields.filter(mayBeOpen).map(({ key }) => key))
	};
}

/** A section as everybody sees it: without questions that name people, and without columns that lead to one. */
export const openSection = (section: Section): Section => ({
	...section,
	fields: section.fields
		.filter(mayBeOpen)
		.map((field) =>
			'columns' in field ? { ...field, columns: field.columns.filter(isOpen) } : field
		)
});

const isOpen = ({ key, kind }: Column) =>
	key !== CONTACT &&
	kind !== 'person' &&
	kind !== 'agreement' &&
	kind !== 'series' &&
	kind !== 'file';

/** Whether the person may choose what is shown: whoever writes the framework, and the municipality's administrator. */
export const mayOpenUp = (seat: Seat, writers: Writers, hat: string | null | undefined): boolean =>
	hat === 'administrator' || mayWrite(seat, writers);
