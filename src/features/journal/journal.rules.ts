/**
 * A case of documents for an authority's own journal (L-19): which documents there are, which of them were packed before, and what the
 * package says of each in a form that other programs read.
 */
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** What a document is. */
export const DOCUMENT_KINDS = [
	'plan',
	'measures',
	'invitation',
	'change',
	'cancellation',
	'minutes',
	'consent',
	'scan',
	'log'
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Whether it came from outside, was sent, or was written among those on the pathway. */
export type Direction = 'received' | 'sent' | 'internal';

/** A document as the journal knows it. */
export type JournalDocument = {
	/** What it goes by here: 'plan/…' and its id. */
	key: string;
	kind: DocumentKind;
	/** What it is about, in a few words that name nobody. */
	subject: string;
	/** The day it was sent, received or written. */
	on: Day;
	direction: Direction;
	/** Who it is between: names and organisations, as they stand on it. */
	parties: string[];
	/** SHA-256 of what it says, as 64 hexadecimal digits. */
	hash: string;
};

/** A document that has left in a package: what it said when it was fetched. */
export type Taken = { key: string; hash: string; at: Date };

/** Who packs: whoever holds the threads, and an authority that is on the pathway. */
export const mayPack = (
	{ isHeld, isPartner }: { isHeld: boolean; isPartner: boolean },
	organisationKind: string | null
): boolean =>
	isHeld || (isPartner && (organisationKind === 'municipality' || organisationKind === 'region'));

/** How a document stands: never fetched in a package, fetched and another now, or fetched as it is. */
export type Standing = { is: 'new' } | { is: 'changed' | 'taken'; at: Date };

/** How a document stands to what was fetched, of which the last time counts. A package that nobody fetched has taken nothing anywhere. */
export function standingOf(
	{ key, hash }: Pick<JournalDocument, 'key' | 'hash'>,
	taken: readonly Taken[]
): Standing {
	let standing: Standing = { is: 'new' };
	for (const each of taken) {
		if (each.key !== key || (standing.is !== 'new' && standing.at >= each.at)) continue;
		standing = { is: each.hash === hash ? 'taken' : 'changed', at: each.at };
	}
	return standing;
}

/** The most documents of one package: each is set as a page or more. */
export const MOST_PACKED = 60;

export type PackRefusal =
	| 'nothing-to-pack'
	| 'too-much-to-pack'
	| 'document-gone'
	| 'case-number-is-personal';

/** A number that may be somebody's: six digits that can be a day, and four. In an own journal it stands for a person, here it has no place (L-7). */
const PERSONAL_NUMBER = /(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d\d[ -]?\d{4}(?!\d)/;

/**
 * What goes into a package, in the order of the documents. Everything that was chosen is still there and open to whoever
 * packs; a case number of the authority's own is no personal number.
 */
export function choosePacked<Document extends JournalDocument>(
	chosen: readonly string[],
	documents: readonly Document[],
	caseNumber: string
): Outcome<Document[], PackRefusal> {
	if (PERSONAL_NUMBER.test(caseNumber)) return refused('case-number-is-personal');
	if (chosen.length === 0) return refused('nothing-to-pack');
	const packed = documents.filter(({ key }) => chosen.includes(key));
	if (packed.length < new Set(chosen).size) return refused('document-gone');
	if (packed.length > MOST_PACKED) return refused('too-much-to-pack');
	return done(packed);
}

/** The name of a document's file: its place, its day and what it is; nobody is named in it (L-7). */
export const fileNameOf = (
	place: number,
	{ on, kind }: Pick<JournalDocument, 'on' | 'kind'>
): string => `${String(place).padStart(2, '0')}-${on}-${kind}.pdf`;

/** The form of the index, and its edition: another edition where a program could stumble over a change. */
const FORM = { format: 'samspil-journal', edition: 1 };

/** What a package is about, besides its documents. */
export type PackedCase = {
	madeAt: Date;
	/** The number of the pathway in Samspil. */
	pathway: number;
	/** The authority's own; empty where it has none. */
	caseNumber: string;
	/** null where whoever packs may not know the name. */
	citizen: string | null;
	takenBy: { name: string; organisation: string };
	parties: { role: 'tovholder' | 'partner'; name: string; organisation: string }[];
};

/** A document as it lies in the package. */
export type PackedFile = JournalDocument & {
	file: string;
	size: number;
	/** SHA-256 of the file. */
	fileHash: string;
	/** What the file was made as, or 'as-received'. */
	standard: 'PDF/A-3a' | 'as-received';
};

/** The index of a package for programs; `leftOut` of what was chosen could not be read any more when it was made. */
export const indexOf = (of: PackedCase, files: readonly PackedFile[], leftOut: number) => ({
	...FORM,
	madeAt: of.madeAt.toISOString(),
	case: {
		pathway: of.pathway,
		caseNumber: of.caseNumber || null,
		citizen: of.citizen,
		parties: of.parties
	},
	takenBy: of.takenBy,
	documents: files.map((each, index) => ({
		number: index + 1,
		file: each.file,
		kind: each.kind,
		subject: each.subject,
		date: each.on,
		direction: each.direction,
		parties: each.parties,
		mediaType: 'application/pdf',
		standard: each.standard,
		size: each.size,
		sha256: each.fileHash,
		contentSha256: each.hash
	})),
	leftOut
});
