/**
 * Looks into a PDF that somebody gives us to keep: whether it is one, and whether it does anything but show pages. What
 * it is called and what the browser says it is, is not asked. `inspect-upload.ts` puts it where it can do no harm.
 */
import { LARGEST_UPLOAD } from '../http/body-limits.ts';
import { PDF, PdfArray, PdfDict, PdfName, PdfRef, PdfStream, type PdfObject } from '@libpdf/core';

/** Why a file should not be kept as it is; the caller decides which of them it can live with. */
export type UploadReason =
	| 'empty'
	| 'not-a-pdf'
	| 'too-large'
	| 'too-many-pages'
	/** The file cannot be read, or not to its end. */
	| 'broken'
	/** A password or a restriction lies on it. */
	| 'encrypted'
	/** Something stands behind its end, where another program may find another file. */
	| 'goes-on-after-its-end'
	| 'holds-scripts'
	| 'starts-programs'
	/** Other files are inside. Documents of ours for the archive are among these. */
	| 'holds-files'
	/** A form of the kind that is a program (XFA). */
	| 'holds-form-program'
	/** It does something when it is opened, printed or closed. */
	| 'acts-by-itself'
	/** It sends what is typed in it, or opens another document. */
	| 'leads-elsewhere'
	| 'plays-media'
	| 'took-too-long'
	| 'took-too-much-memory';

/** What was found. Without reasons it shows pages, and that is all. */
export type Inspection = { reasons: UploadReason[]; pages: number | null };

/** Pages of a document that people may be asked to read. */
export const MOST_PAGES = 500;

/** Looks into `file`. Whatever is in it, there is an answer. */
export async function inspectPdf(file: Uint8Array): Promise<Inspection> {
	const unread = (reason: UploadReason): Inspection => ({ reasons: [reason], pages: null });
	if (file.length === 0) return unread('empty');
	if (file.length > LARGEST_UPLOAD) return unread('too-large');
	// elsewhere than at the very start it would be a file that is two things at once
	if (Buffer.from(file.subarray(0, 5)).toString('latin1') !== '%PDF-') return unread('not-a-pdf');
	try {
		const document = await PDF.load(file);
		if (document.isEncrypted) return unread('encrypted');
		const pages = document.getPageCount();
		const found = new Set<UploadReason>([...named(file), ...walk(document)]);
		if (pages === 0) found.add('broken');
		if (pages > MOST_PAGES) found.add('too-many-pages');
		if (goesOn(file)) found.add('goes-on-after-its-end');
		return { reasons: [...found], pages };
	} catch {
		return unread('broken');
	}
}

/** What the words of a PDF mean when they name an action, a thing on a page or a file. */
const WORDS: Record<string, UploadReason> = {
	JavaScript: 'holds-scripts',
	JS: 'holds-scripts',
	Launch: 'starts-programs',
	EmbeddedFile: 'holds-files',
	EmbeddedFiles: 'holds-files',
	FileAttachment: 'holds-files',
	XFA: 'holds-form-program',
	AA: 'acts-by-itself',
	SubmitForm: 'leads-elsewhere',
	ImportData: 'leads-elsewhere',
	GoToR: 'leads-elsewhere',
	GoToE: 'leads-elsewhere',
	RichMedia: 'plays-media',
	Rendition: 'plays-media',
	Movie: 'plays-media',
	Sound: 'plays-media',
	'3D': 'plays-media'
};

const reasonOf = (word: string): UploadReason[] =>
	Object.hasOwn(WORDS, word) ? [WORDS[word]!] : [];

/**
 * The words that stand in the file outside of its streams, whether or not anything leads to them: a reader that mends
 * broken files may find them. Letters may be written as numbers, '/J#53'.
 */
function named(file: Uint8Array): UploadReason[] {
	const text = Buffer.from(file.buffer, file.byteOffset, file.length).toString('latin1');
	const found: UploadReason[] = [];
	for (let at = 0; at < text.length;) {
		const start = text.indexOf('stream', at);
		const outside = text.slice(at, start === -1 ? text.length : start);
		for (const [, word] of outside.matchAll(/\/([^\s/<>[\](){}%]{2,60})/g))
			found.push(
				...reasonOf(
					word!.replace(/#([0-9a-f]{2})/gi, (_, hex) =>
						String.fromCharCode(Number.parseInt(hex, 16))
					)
				)
			);
		if (start === -1) break;
		const end = text.indexOf('endstream', start);
		at = end === -1 ? text.length : end + 'endstream'.length;
	}
	return found;
}

/** Things in a PDF beyond which it is no document. */
const MOST_OBJECTS = 1_000_000;

/** The words in everything that the document leads to, also in what is packed. */
function walk(document: PDF): UploadReason[] {
	const { registry, info } = document.context;
	const found: UploadReason[] = [];
	const seen = new Set<string>();
	const waiting: (PdfObject | null)[] = [info.trailer];
	for (let count = 0; waiting.length > 0; count += 1) {
		if (count > MOST_OBJECTS) throw new Error('too many things');
		let value = waiting.pop() ?? null;
		if (value instanceof PdfRef) {
			const key = `${value.objectNumber} ${value.generation}`;
			if (seen.has(key)) continue;
			seen.add(key);
			value = registry.resolve(value);
		}
		if (value instanceof PdfName) found.push(...reasonOf(value.value));
		else if (value instanceof PdfArray) waiting.push(...value);
		else if (value instanceof PdfDict) {
			for (const [key, each] of value) {
				found.push(...reasonOf(key.value));
				waiting.push(each);
			}
			if (actsWhenOpened(value, (ref) => registry.resolve(ref))) found.push('acts-by-itself');
		}
	}
	return found;
}

/** Opening at a certain page is no act. */
function actsWhenOpened(dict: PdfDict, resolve: (ref: PdfRef) => PdfObject | null): boolean {
	if (dict instanceof PdfStream || !dict.has('OpenAction')) return false;
	const action = dict.get('OpenAction', resolve);
	return action instanceof PdfDict && action.getName('S', resolve)?.value !== 'GoTo';
}

/** Whether more than white space follows the last end of the file. */
function goesOn(file: Uint8Array): boolean {
	const text = Buffer.from(file.buffer, file.byteOffset, file.length);
	const end = text.lastIndexOf('%%EOF');
	return end === -1 || /[^\s\0]/.test(text.subarray(end + 5).toString('latin1'));
}
