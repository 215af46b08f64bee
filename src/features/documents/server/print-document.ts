/** A frozen document, or a draft as it stands, as it is printed: in the language it is written in. */
import { m } from '#messages';
import type { PrintedDocument, PrintedSection } from '#server/print/printed-document.ts';
import { shortHash } from '../content.rules.ts';
import { templateOf, type FrozenDocument, type FrozenPerson } from '../frozen.rules.ts';
import { fieldsOf } from '../template.rules.ts';
import { printSection } from './print-answers.ts';

/** What is printed besides the document itself. */
export type Printing = {
	/** What kind of document it is, in the document's language. */
	kind: string;
	/** “Version 3”, and what is said where it is none; in the document's language. */
	version: string;
	/** Written on every page of what is not agreed; null on what is. */
	draftMark: string | null;
	hash: string;
	madeAt: Date | null;
	/** Facts told first: from when it is in force, and the like. */
	facts: PrintedDocument['facts'];
	/** Null for a draft, which nobody is asked to sign. */
	signatures: NonNullable<PrintedDocument['signatures']> | null;
};

/** The document to print. */
export function printDocument(document: FrozenDocument, printing: Printing): PrintedDocument {
	const { language, title, parties, sections, answers, names } = document;
	const locale = { locale: language };
	const fields = fieldsOf(templateOf(document));
	return {
		language,
		title,
		subtitle: [printing.kind, printing.version].join(' · '),
		authors: parties.map(({ name }) => name),
		hash: printing.hash,
		...(printing.madeAt && { madeAt: printing.madeAt }),
		draftMark: printing.draftMark,
		pageWord: m.framework_pdf_page({}, locale),
		ofWord: m.framework_pdf_of({}, locale),
		footer: `${title} · ${printing.version} · ${shortHash(printing.hash)}`,
		contents: m.document_contents({}, locale),
		facts: [
			...printing.facts,
			{ term: m.agreement_fingerprint({}, locale), text: shortHash(printing.hash) }
		],
		goals: null,
		sections: [
			printParties(document),
			...sections.map((section) => printSection(section, fields, answers, names, language))
		],
		approvals: null,
		...(printing.signatures && { signatures: printing.signatures })
	};
}

/** The parties with who acts for each, as one section. */
function printParties({ language, parties }: FrozenDocument): PrintedSection {
	const locale = { locale: language };
	return {
		heading: m.agreement_parties({}, locale),
		questions: parties.map((party) => ({
			label: party.cvr ? `${party.name} (CVR ${party.cvr})` : party.name,
			parts: [
				{
					kind: 'facts' as const,
					items: [
						{
							term: m.document_responsible({}, locale),
							text: sayPeople(party.responsible ? [party.responsible] : [])
						},
						{ term: m.document_executing({}, locale), text: sayPeople(party.executing) },
						...(party.signatories.length > 0
							? [
									{
										term: m.document_signatories({}, locale),
										text: sayPeople(party.signatories)
									}
								]
							: [])
					]
				}
			]
		}))
	};
}

const sayPeople = (people: readonly FrozenPerson[]) =>
	people.map(({ name, title }) => (title ? `${name}, ${title}` : name)).join('; ') || '–';
