/** A draft as the document it makes: what is shown, printed, frozen and signed. */
import { m } from '#messages';
import type { Language } from '#values/say.ts';
import { answersOf, type Saved } from '../draft.rules.ts';
import type { Shelved } from '../edition.rules.ts';
import type { FrozenDocument, FrozenParty, FrozenPerson } from '../frozen.rules.ts';
import { namesIn, type NamedOrganisation, type NamedPerson } from '../names.rules.ts';
import { sectionsNotChosen, shapeTemplate } from '../shape.rules.ts';
import type { Column, Field, Section, Template } from '../template.rules.ts';
import { saySection } from './say-template.ts';

/** A draft as its queries answer it. */
export type Draft = {
	title: string;
	language: Language;
	sections: readonly string[];
	parties: readonly DraftParty[];
	executors: readonly (FrozenPerson & { organisation: string })[];
	signatories: readonly (FrozenPerson & { organisation: string })[];
	saved: readonly Saved[];
};

type DraftParty = NamedOrganisation & {
	cvr: string | null;
	responsible: string | null;
	responsibleName: string | null;
	responsibleTitle: string | null;
};

/** The template as this draft asks it, with keys for words. */
export const templateFor = (template: Template, { parties, sections }: Draft): Template =>
	shapeTemplate(template, { parties: parties.map(({ id }) => id), sections });

/** The whole document as it stands, in the language it is written in. */
export function composeDocument(
	template: Shelved,
	draft: Draft,
	register: { organisations: readonly NamedOrganisation[]; people: readonly NamedPerson[] }
): FrozenDocument {
	const { title, language, parties, sections } = draft;
	const shaped = templateFor(template, draft);
	const answers = answersOf(shaped, draft.saved);
	return {
		format: 'samspil-document-1',
		title,
		language,
		template: {
			key: template.key,
			edition: template.edition,
			...(template.adapted && { adapted: template.adapted })
		},
		parties: parties.map((party) => frozenParty(party, draft)),
		sections: shaped.sections.map((section) => withoutGuidance(sayFor(section, parties, language))),
		notChosen: sectionsNotChosen(template, { parties: [], sections }).map(({ key }) => key),
		answers,
		names: namesIn(shaped, answers, register.organisations, register.people)
	};
}

/** A shaped section in words: a party's own question says whose it is. */
export function sayFor(
	section: Section,
	parties: readonly NamedOrganisation[],
	language?: Language
): Section {
	const said = saySection(section, language);
	return { ...said, fields: said.fields.map((field) => sayParty(field, parties, language)) };
}

function sayParty(
	field: Field,
	parties: readonly NamedOrganisation[],
	language: Language | undefined
): Field {
	const party = parties.find(({ id }) => id === field.party)?.name;
	if (party === undefined) return field;
	const label = m.document_question_of_party(
		{ party, question: field.label },
		language ? { locale: language } : {}
	);
	return { ...field, label };
}

/** Without what only helps whoever fills it in: guidance, and what there is to choose from. */
const withoutGuidance = (section: Section): Section => ({
	...section,
	guidance: '',
	fields: section.fields.map((field) => withoutChoice({ ...field, guidance: '' }))
});

function withoutChoice(field: Field): Field {
	if (!('columns' in field)) return field;
	return { ...field, columns: field.columns.map(anyOrganisation) };
}

function anyOrganisation(column: Column): Column {
	if (column.kind !== 'organisation') return column;
	const { only: _, ...any } = column;
	return any;
}

function frozenParty(party: DraftParty, { executors, signatories }: Draft): FrozenParty {
	const own = (people: Draft['executors']): FrozenPerson[] =>
		people
			.filter(({ organisation }) => organisation === party.id)
			.map(({ person, name, title }) => ({ person, name, title }));
	return {
		organisation: party.id,
		name: party.name,
		cvr: party.cvr,
		responsible: party.responsible
			? {
					person: party.responsible,
					name: party.responsibleName ?? '',
					title: party.responsibleTitle ?? ''
				}
			: null,
		executing: own(executors),
		signatories: own(signatories)
	};
}
