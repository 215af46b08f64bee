/**
 * A template as one document asks it: with the sections its authors picked, and each question that
 * every party answers for itself once for each party. What comes out is a template like any other, so that
 * reading forms, completeness, validity, freezing and difference need not know about parties.
 */
import type { Cell, Column, Field, Section, Template } from './template.rules.ts';

/** Who answers a document, and what it is about. */
export type Shape = {
	/** The parties' organisation ids, in the order they are named. */
	parties: readonly string[];
	/** The keys of the optional sections that are picked; the others are asked always. */
	sections: readonly string[];
};

/** The key of a question that each party answers, for this party: 'contribution@7c…'. */
export const partyKey = (field: string, party: string): string => `${field}@${party}`;

/** The question and the party that a key names; null for a question that all answer together. */
export function partsOfKey(key: string): { field: string; party: string | null } {
	const [field = '', party] = key.split('@', 2);
	return { field, party: party ?? null };
}

/** The template as the document asks it. */
export const shapeTemplate = (template: Template, shape: Shape): Template => ({
	...template,
	sections: template.sections
		.filter(({ optional, key }) => !optional || shape.sections.includes(key))
		.map((section) => shapeSection(template, section, shape.parties))
});

/** The optional sections that are not picked: told as such, never printed as empty headings. */
export const sectionsNotChosen = (template: Template, shape: Shape): Section[] =>
	template.sections.filter(({ optional, key }) => optional && !shape.sections.includes(key));

function shapeSection(template: Template, section: Section, parties: readonly string[]): Section {
	const isOfParties = (field: Field) => section.perParty === true || field.perParty === true;
	// A section of the parties is read party by party; elsewhere a question's answers stand side by side.
	const fields = section.perParty
		? parties.flatMap((party) => section.fields.map((field) => ofParty(template, field, party)))
		: section.fields.flatMap((field) =>
				isOfParties(field) ? parties.map((party) => ofParty(template, field, party)) : [field]
			);
	return { ...section, fields };
}

/** The question as this party answers it; lists it points to are the party's own where they are kept by party. */
function ofParty(template: Template, field: Field, party: string): Field {
	const keyed = { ...field, key: partyKey(field.key, party), party };
	if (keyed.kind === 'matrix') return { ...keyed, rowsOf: pointed(template, keyed.rowsOf, party) };
	if (keyed.kind !== 'rows' && keyed.kind !== 'groups') return keyed;
	return {
		...keyed,
		columns: keyed.columns.map((column) => pointedColumn(template, column, party))
	};
}

const pointedColumn = (template: Template, column: Column, party: string): Column => {
	const cell: Cell = column;
	return cell.kind === 'row'
		? { ...column, ...cell, of: pointed(template, cell.of, party) }
		: column;
};

function pointed(template: Template, list: string, party: string): string {
	const isOfParties = template.sections.some((section) =>
		section.fields.some(
			(field) => field.key === list && (section.perParty === true || field.perParty === true)
		)
	);
	return isOfParties ? partyKey(list, party) : list;
}
