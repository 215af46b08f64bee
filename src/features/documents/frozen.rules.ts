/**
 * A document as it is frozen and signed: everything its readers see, in the language it is written in, and nothing
 * that must be looked up to read it. So it reads the same in ten years, whatever has become of its template, and
 * the hash of it covers the questions' words as well as the answers.
 */
import type { Language } from '#values/say.ts';
import type { Json, Names } from './content.rules.ts';
import { fieldsOf, type Answers, type Section, type Template } from './template.rules.ts';

/**
 * How a document is agreed on: each signatory signs it, a plain confirmation is enough, or it was signed outside and
 * only a file of it is kept here.
 */
export type AgreedBy = 'signature' | 'confirmation' | 'outside';

/** Somebody named in the document, with what they were called when it was frozen. */
export type FrozenPerson = { person: string; name: string; title: string };

/** A party with who acts for it. */
export type FrozenParty = {
	organisation: string;
	name: string;
	cvr: string | null;
	responsible: FrozenPerson | null;
	executing: FrozenPerson[];
	signatories: FrozenPerson[];
};

/** The frozen document. `sections` are shaped for its parties and hold words, no keys; guidance is left out. */
export type FrozenDocument = {
	format: 'samspil-document-1';
	title: string;
	language: Language;
	/** `adapted`: whose own version of the template it is, and which. */
	template: { key: string; edition: number; adapted?: { owner: string; revision: number } };
	parties: FrozenParty[];
	sections: Section[];
	/** The optional sections that were not picked: their keys. */
	notChosen: string[];
	answers: Answers;
	names: Names;
};

/** Frozen content as it comes back from where it is kept; it was written by `composeDocument` and by nothing else. */
export const asFrozen = (kept: Json): FrozenDocument => kept as unknown as FrozenDocument;

/**
 * Whom a frozen document asks to say yes: its named signatories; where a confirmation is enough, anybody it
 * names for a party; and nobody where that was done outside.
 */
export const signatoriesOf = (
	agreedBy: AgreedBy,
	parties: readonly FrozenParty[]
): { person: string; party: string; title: string }[] =>
	(agreedBy === 'outside' ? [] : parties).flatMap(
		({ organisation, responsible, executing, signatories }) => {
			const asked =
				agreedBy === 'signature'
					? signatories
					: [...(responsible ? [responsible] : []), ...executing, ...signatories];
			return asked.map(({ person, title }) => ({ person, party: organisation, title }));
		}
	);

/** Everybody whom the parties name, each once for each party they are named for. */
export const namedIn = (
	parties: readonly FrozenParty[]
): (FrozenPerson & { organisation: string; organisationName: string })[] =>
	parties.flatMap(({ organisation, name, responsible, executing, signatories }) => {
		const named = [...(responsible ? [responsible] : []), ...executing, ...signatories];
		const each = new Map(named.map((person) => [person.person, person]));
		return [...each.values()].map((person) => ({
			...person,
			organisation,
			organisationName: name
		}));
	});

/** The frozen document's questions as a template: for difference and the like. */
export const templateOf = ({ template, sections }: FrozenDocument): Template => ({
	...template,
	sections
});

/** The template of all that either version asks, in the words of the later one: for comparing them. */
export function templateOfBoth(before: FrozenDocument, after: FrozenDocument): Template {
	const later = templateOf(after);
	const known = new Set(fieldsOf(later).map(({ key }) => key));
	const sections = later.sections.map((section) => {
		const earlier = before.sections.find(({ key }) => key === section.key)?.fields ?? [];
		return { ...section, fields: [...section.fields, ...earlier.filter(isGone)] };
	});
	const asked = new Set(sections.map(({ key }) => key));
	const left = before.sections
		.filter(({ key }) => !asked.has(key))
		.map((section) => ({ ...section, fields: section.fields.filter(isGone) }));
	return { ...later, sections: [...sections, ...left].filter(({ fields }) => fields.length > 0) };

	function isGone({ key }: { key: string }) {
		return !known.has(key);
	}
}
