/** Documents as DOCX, for those who work on with them in Word or LibreOffice. */
import { plainDocument, type PlainDocument } from '../print/plain-document.ts';
import { eachText, tidy } from '../print/printable-text.ts';
import type { PrintedDocument } from '../print/printed-document.ts';
import { openThread, startProgram } from '../threads/thread.ts';

const LIMITS = { longestWork: 30_000, mostWaiting: 200, mostGrowth: 1_000_000_000 };

const writer = openThread<PlainDocument, Uint8Array>(
	() => startProgram('src/server/docx/docx-program.ts'),
	LIMITS
);

/**
 * The document as DOCX.
 * @throws where it is malformed, takes longer than half a minute, or too many others wait
 */
export function renderDocx(document: PrintedDocument): Promise<Uint8Array> {
	const { hash } = document;
	return writer.ask({ ...eachText(plainDocument(document), tidy), ...(hash ? { hash } : {}) });
}

/** Ends the thread, when the server stops or a test is done; the next document starts a new one. */
export const stopWritingDocx = (): Promise<void> => writer.stop();
