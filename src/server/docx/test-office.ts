/** LibreOffice, for tests that let somebody else open our documents. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plainDocument } from '../print/plain-document.ts';
import { eachText, tidy } from '../print/printable-text.ts';
import type { PrintedDocument } from '../print/printed-document.ts';
import { hasPoppler, isHere } from '../print/test-poppler.ts';

/** Whether it is here, with something to read what it prints; where not, the tests that need it are skipped, and say so. */
export const hasOffice = isHere('soffice') && hasPoppler;
if (!hasOffice)
	console.warn('LibreOffice is not here: tests that open documents with it are skipped.');

/** Opens documents in LibreOffice, without a window, and prints each as a tagged PDF. */
export function printWithOffice(...documents: Uint8Array[]): Uint8Array[] {
	const folder = mkdtempSync(path.join(tmpdir(), 'samspil-docx-'));
	try {
		const files = documents.map((_, index) => path.join(folder, `document-${index}.docx`));
		documents.forEach((docx, index) => writeFileSync(files[index]!, docx));
		const filter = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}';
		execFileSync(
			'soffice',
			[
				`-env:UserInstallation=file://${folder}/profile`,
				'--headless',
				'--convert-to',
				filter,
				'--outdir',
				folder,
				...files
			],
			{ stdio: 'ignore', timeout: 150_000 }
		);
		return files.map((file) => readFileSync(file.replace(/docx$/, 'pdf')));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** The words of a document that are not in `text`, however it breaks its lines. */
export function wordsLostFrom(document: PrintedDocument, text: string): string[] {
	const found = bare(text);
	const lost: string[] = [];
	eachText(plainDocument(document), (words) => {
		for (const word of tidy(words).split(/\s+/))
			if (!found.includes(bare(word)) && !/^\d{4}-.*Z$|^[a-f0-9]{64}$/.test(bare(word)))
				lost.push(word);
		return words;
	});
	// the words of Arabic are stored in the order they are seen in
	return lost.filter((word) => !/\p{Script=Arabic}/u.test(word) && !KINDS.has(word));
}

/** What a part is, which is printed nowhere. */
const KINDS = new Set([
	'text',
	'prose',
	'heading',
	'paragraph',
	'bullets',
	'numbers',
	'quiet',
	'list',
	'facts',
	'table',
	'da'
]);

/** A text without what setting it changes: spaces, and hyphens where a line ends. */
export const bare = (text: string): string => text.replace(/[\s\u00ad\u200b]|-\n/g, '');
