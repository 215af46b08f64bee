/** Packs documents of a pathway for an authority's own journal (L-19): PDF/A files, an index for people and one for programs, in a ZIP file. */
import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { canonicalJson, contentHash, type Json } from '#features/documents/content.rules.ts';
import { m } from '#messages';
import type { Acting } from '#server/acting.ts';
import { renderArchivePdf } from '#server/pdf/render-pdf.ts';
import type { PrintedDocument } from '#server/print/printed-document.ts';
import { dayOf } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { sayDay, type Language } from '#values/say.ts';
import {
	choosePacked,
	fileNameOf,
	indexOf,
	type JournalDocument,
	type PackedCase,
	type PackedFile,
	type PackRefusal
} from '../journal.rules.ts';
import { sayDirection, sayKind } from '../say-journal.ts';
import { findJournalPlace, findPackage, insertPackage } from './journal.queries.ts';

/** A document with what it says: to be set, with its content as data; or a file as it was received. */
export type Packable = JournalDocument &
	({ content: Json; printed: () => PrintedDocument } | { received: () => Promise<Uint8Array> });

/** Its hash, and its content as it is kept in the file: dates as texts. */
export async function asContent(said: unknown): Promise<{ content: Json; hash: string }> {
	const content = JSON.parse(JSON.stringify(said)) as Json;
	return { content, hash: await contentHash(content) };
}

/**
 * Writes down that these documents are packed, by whom and under which case number; the files are made when the package is fetched.
 * The same form sent twice packs once.
 */
export async function packDocuments(
	acting: Acting,
	pathway: string,
	sent: { id: string; caseNumber: string; document: readonly string[] },
	documents: readonly JournalDocument[]
): Promise<Outcome<true, PackRefusal | 'not-there'>> {
	const place = await acting.first(findJournalPlace(pathway));
	if (!place) return refused('not-there');
	if (await acting.first(findPackage(pathway, sent.id))) return done(true);
	const chosen = choosePacked(sent.document, documents, sent.caseNumber);
	if (!chosen.ok) return chosen;
	const packed = chosen.value.map(({ key, hash }) => ({ key, hash }));
	const by = { name: acting.visitor.name, organisation: place.organisation };
	const written = await acting.first(insertPackage(pathway, sent.id, sent.caseNumber, packed, by));
	return written ? done(true) : refused('not-there');
}

/**
 * The package as a ZIP file. `documents` are those that whoever fetches it may read now; `leftOut` of what was chosen are not.
 * @throws as `renderPdf` does
 */
export async function zipPackage(
	of: PackedCase,
	documents: readonly Packable[],
	leftOut: number,
	language: Language
): Promise<Uint8Array> {
	const files: Record<string, Uint8Array> = {};
	const packed: PackedFile[] = [];
	for (const [index, document] of documents.entries()) {
		const { bytes, standard } = await fileOf(document);
		const file = fileNameOf(index + 1, document);
		files[file] = bytes;
		const { key, kind, subject, on, direction, parties, hash } = document;
		packed.push({
			...{ key, kind, subject, on, direction, parties, hash, file, standard },
			size: bytes.length,
			fileHash: createHash('sha256').update(bytes).digest('hex')
		});
	}
	const index = JSON.parse(JSON.stringify(indexOf(of, packed, leftOut))) as Json;
	const cover = { ...printCover(of, packed, leftOut, language), hash: await contentHash(index) };
	return zipSync(
		{
			'00-index.pdf': await renderArchivePdf(cover, canonicalJson(index)),
			'index.json': new TextEncoder().encode(`${JSON.stringify(index, null, '\t')}\n`),
			...files
		},
		// what is in a PDF is packed already
		{ level: 0, mtime: of.madeAt }
	);
}

async function fileOf(
	document: Packable
): Promise<{ bytes: Uint8Array; standard: PackedFile['standard'] }> {
	if ('received' in document) return { bytes: await document.received(), standard: 'as-received' };
	const printed = { ...document.printed(), hash: document.hash };
	const bytes = await renderArchivePdf(printed, canonicalJson(document.content));
	return { bytes, standard: 'PDF/A-3a' };
}

function printCover(
	of: PackedCase,
	files: readonly PackedFile[],
	leftOut: number,
	language: Language
): PrintedDocument {
	const parties = of.parties.map(({ name, organisation }) =>
		[name, organisation].filter(Boolean).join(', ')
	);
	return {
		language,
		title: m.journal_cover(),
		subtitle: m.pathway_number({ number: of.pathway }),
		authors: [of.takenBy.organisation],
		madeAt: of.madeAt,
		draftMark: null,
		pageWord: m.framework_pdf_page(),
		ofWord: m.framework_pdf_of(),
		footer: m.journal_cover(),
		facts: [
			...(of.caseNumber ? [{ term: m.journal_case_number(), text: of.caseNumber }] : []),
			{ term: m.plan_citizen(), text: of.citizen ?? m.journal_citizen_unnamed() },
			{ term: m.journal_parties(), text: parties.join('; ') },
			{
				term: m.journal_taken(),
				text: `${sayDay(dayOf(of.madeAt), language)}, ${of.takenBy.name}, ${of.takenBy.organisation}`
			}
		],
		goals: null,
		sections: [
			{
				heading: m.journal_documents(),
				questions: [],
				parts: [
					{
						kind: 'table',
						caption: null,
						head: [
							m.network_number(),
							m.journal_column_day(),
							m.journal_column_what(),
							m.journal_column_way(),
							m.journal_parties()
						],
						rows: files.map((each, index) => [
							String(index + 1),
							sayDay(each.on, language),
							`${sayKind(each.kind)}: ${each.subject}`,
							sayDirection(each.direction),
							each.parties.join('; ')
						])
					},
					...(leftOut > 0
						? [{ kind: 'quiet' as const, text: m.journal_left_out({ count: leftOut }) }]
						: [])
				]
			}
		],
		approvals: null
	};
}
