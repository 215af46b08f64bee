/** A version of an agreement to print, with its signatures; and the draft as it stands. */
import {
	asFrozen,
	signatoriesOf,
	type AgreedBy,
	type FrozenDocument
} from '#features/documents/frozen.rules.ts';
import type { Json } from '#features/documents/content.rules.ts';
import { printDocument } from '#features/documents/server/print-document.ts';
import { m } from '#messages';
import type { PrintedDocument } from '#server/print/printed-document.ts';
import { dayOf, type Day } from '#values/day.ts';
import { sayDay, type Language } from '#values/say.ts';
import { isAgreementKind } from '../kind.rules.ts';
import { precedenceIn } from '../precedence.rules.ts';
import { sayKind, sayMethod } from '../say-agreement.ts';
import { numberedSections } from '../say-sections.ts';

/** A version as its queries answer it. */
export type PrintedVersion = {
	number: number;
	fate: 'submitted' | 'agreed' | 'returned' | 'withdrawn';
	content: Json;
	hash: string;
	summary: string;
	submittedAt: Date;
	from: Day | null;
	until: Day | null;
};

/** A yes to it. */
export type PrintedYes = {
	party: string;
	person: string;
	name: string;
	organisationName: string;
	title: string;
	saidBy: string | null;
	at: Date;
	method: string;
	assurance?: string;
	hash: string;
};

/** The version to print: marked on every page unless it is agreed; who has said yes, and who is still to. */
export function printAgreement(
	version: PrintedVersion,
	given: readonly PrintedYes[],
	agreedBy: AgreedBy
): PrintedDocument {
	const document = asFrozen(version.content);
	const { language } = document;
	const locale = { locale: language };
	const isVoid = version.fate === 'returned' || version.fate === 'withdrawn';
	return printDocument(
		{ ...document, sections: numberedSections(document) },
		{
			kind: kindOf(document),
			version: m.agreement_version({ number: version.number }, locale),
			draftMark: isVoid
				? m.agreement_pdf_void({}, locale)
				: version.fate === 'submitted'
					? m.agreement_pdf_waiting({}, locale)
					: null,
			hash: version.hash,
			madeAt: version.submittedAt,
			facts: [
				{
					term: m.agreement_sent_on({}, locale),
					text: sayDay(dayOf(version.submittedAt), language)
				},
				...(version.from
					? [{ term: m.agreement_from({}, locale), text: sayDay(version.from, language) }]
					: []),
				...(version.until
					? [{ term: m.agreement_until({}, locale), text: sayDay(version.until, language) }]
					: []),
				...(agreedBy === 'outside'
					? [
							{
								term: m.agreement_elsewhere_term({}, locale),
								text: m.agreement_elsewhere_printed({}, locale)
							}
						]
					: []),
				...prevailing(document)
			],
			signatures:
				agreedBy === 'outside'
					? null
					: {
							heading:
								agreedBy === 'signature'
									? m.agreement_signatures({}, locale)
									: m.agreement_confirmations({}, locale),
							given: given.map((each) => ({
								party: each.organisationName,
								name: each.saidBy ?? each.name,
								title: each.title,
								at: each.at,
								method: sayYes(each, language),
								hash: each.hash
							})),
							awaited: version.fate === 'submitted' ? awaitedIn(document, given, agreedBy) : [],
							none: m.agreement_signatures_none({}, locale)
						}
		}
	);
}

/** The draft as it stands, marked as one on every page. */
export function printDraft(document: FrozenDocument, hash: string): PrintedDocument {
	const locale = { locale: document.language };
	return printDocument(
		{ ...document, sections: numberedSections(document) },
		{
			kind: kindOf(document),
			version: m.agreement_as_written({}, locale),
			draftMark: m.agreement_pdf_draft({}, locale),
			hash,
			madeAt: null,
			facts: prevailing(document),
			signatures: null
		}
	);
}

/** the sub-agreement that prevails, on paper as well. */
function prevailing(document: FrozenDocument) {
	const precedence = precedenceIn(document);
	if (!precedence) return [];
	const { title, on } = precedence.prevailing;
	const { language } = document;
	const locale = { locale: language };
	return [
		{
			term: m.agreement_prevails({}, locale),
			text: m.agreement_prevails_text({ title, day: sayDay(on, language) }, locale)
		}
	];
}

const kindOf = ({ template: { key }, language }: FrozenDocument) =>
	isAgreementKind(key) ? sayKind(key, language) : '';

const sayYes = ({ method, assurance, saidBy, name }: PrintedYes, language: Language) =>
	[
		sayMethod(method, language, assurance),
		...(saidBy ? [m.agreement_written_by({ name }, { locale: language })] : [])
	].join('; ');

/** Who is still to say yes: each signatory; where a confirmation is enough, each party. */
function awaitedIn({ parties }: FrozenDocument, given: readonly PrintedYes[], agreedBy: AgreedBy) {
	const nameOf = (party: string) =>
		parties.find(({ organisation }) => organisation === party)?.name ?? '';
	if (agreedBy === 'confirmation')
		return parties
			.filter(({ organisation }) => !given.some(({ party }) => party === organisation))
			.map(({ name }) => ({ party: name, name: '', title: '' }));
	return signatoriesOf(agreedBy, parties)
		.filter(
			({ person, party }) => !given.some((each) => each.person === person && each.party === party)
		)
		.map(({ person, party, title }) => ({
			party: nameOf(party),
			name:
				parties
					.find(({ organisation }) => organisation === party)
					?.signatories.find((each) => each.person === person)?.name ?? '',
			title
		}));
}

/** What a file of this agreement is called: no path, no surprises. */
export const fileNameOf = (title: string, ending: string): string =>
	`${
		title
			.replaceAll(/[^\p{L}\p{N}]+/gu, '-')
			.replaceAll(/^-|-$/g, '')
			.slice(0, 80) || 'aftale'
	}.${ending}`;
