/** The structured content that a document of ours carries, or the checksum of it. */
import { createHash } from 'node:crypto';
import type { PDF, PdfRef } from '@libpdf/core';

/** What a PDF says of its own content. */
export type SealedContent = {
	title: string | null;
	/** The SHA-256 of the content, as the file's description says. */
	hash: string | null;
	/** The content itself, where it is inside: JSON as text, unread. */
	json: string | null;
	/** Whether the two fit; null where one of them is missing. */
	isRight: boolean | null;
};

/** Bytes of JSON that we read; a document of ours has less than a tenth of it. */
const LARGEST = 20_000_000;

/** Reads it. Nothing in it is believed: it is what the file says. */
export function readContent(document: PDF): SealedContent {
	const resolve = (ref: PdfRef) => document.context.registry.resolve(ref);
	const about = document.context.info.trailer.getDict('Info', resolve);
	const keywords = about?.getString('Keywords', resolve)?.asString() ?? '';
	const hash = /\bsha256:([0-9a-f]{64})\b/.exec(keywords)?.[1] ?? null;
	const file = fileIn(document);
	return {
		title: about?.getString('Title', resolve)?.asString() ?? null,
		hash,
		json: file && Buffer.from(file).toString('utf8'),
		isRight: hash && file ? createHash('sha256').update(file).digest('hex') === hash : null
	};
}

function fileIn(document: PDF): Uint8Array | null {
	try {
		const file = document.getAttachment('content.json');
		return file && file.length <= LARGEST ? file : null;
	} catch {
		return null;
	}
}
