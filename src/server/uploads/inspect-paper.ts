/**
 * Looks into a paper that somebody gives us to keep: a PDF, or a photograph of it. A photograph is made a PDF of one page, upright, with the picture
 * and nothing of what the telephone wrote beside it: not where it was taken, when, or with what. So what is kept, given out and packed is a PDF always.
 */
import { createHash } from 'node:crypto';
import { ops, PDF } from '@libpdf/core';
import { LARGEST_UPLOAD } from '../http/body-limits.ts';
import { inspectPdf, type Inspection, type UploadReason } from './inspect-pdf.ts';
import { stripJpeg } from './strip-jpeg.ts';

/** Why a paper is not taken in. */
export type PaperReason =
	| UploadReason
	/** Neither a PDF nor a picture of a kind that is taken in. */
	| 'not-a-paper'
	/** A picture as some telephones keep it (HEIC, AVIF), which few programs read. */
	| 'picture-of-new-kind'
	/** More pixels than any telephone takes. */
	| 'picture-too-large';

/** What was found; `file` is the page that a photograph was made, null where the PDF is kept as it came. */
export type PaperInspection = Omit<Inspection, 'reasons'> & {
	reasons: PaperReason[];
	file: Uint8Array | null;
};

/** Pixels of a picture; one of a PNG file lies unpacked in memory while it is read. */
const MOST_OF_JPEG = 120_000_000;
const MOST_OF_PNG = 25_000_000;

/** A4 in points: a picture fits within it, as it stands or lies. */
const [SHORT, LONG] = [595, 842];

/** Always the same, so that the same photograph sent twice is the same file; when it was taken is nobody's affair. */
const NO_DAY = new Date(0);

/** Looks into `file`. Whatever is in it, there is an answer. */
export async function inspectPaper(file: Uint8Array): Promise<PaperInspection> {
	const unread = (reason: PaperReason) => ({ reasons: [reason], pages: null, file: null });
	if (file.length === 0) return unread('empty');
	if (file.length > LARGEST_UPLOAD) return unread('too-large');
	const begins = Buffer.from(file.subarray(0, 32)).toString('latin1');
	if (begins.startsWith('%PDF-')) return { ...(await inspectPdf(file)), file: null };
	try {
		let page: PDF | 'broken' | 'picture-too-large';
		if (begins.startsWith('\xff\xd8\xff')) page = ofJpeg(file);
		else if (begins.startsWith('\x89PNG\r\n\x1a\n')) page = ofPng(file);
		else return unread(/^.{4}ftyp/s.test(begins) ? 'picture-of-new-kind' : 'not-a-paper');
		if (!(page instanceof PDF)) return unread(page);
		page.setCreationDate(NO_DAY);
		page.setModificationDate(NO_DAY);
		const made = named(await page.save(), file);
		const { reasons } = await inspectPdf(made);
		return reasons.length > 0
			? { reasons, pages: null, file: null }
			: { reasons: [], pages: 1, file: made };
	} catch {
		return unread('broken');
	}
}

/** The two ids of a file, which the library draws by lot, from what it was made of instead. They are as long as before, so that all else stays in its place. */
function named(made: Uint8Array, from: Uint8Array): Uint8Array {
	const id = createHash('sha256').update(from).digest('hex').slice(0, 32).toUpperCase();
	const text = Buffer.from(made).toString('latin1');
	const at = text.lastIndexOf('/ID [<');
	const tail = text.slice(at).replace(/<[0-9A-F]{32}> <[0-9A-F]{32}>/, `<${id}> <${id}>`);
	return new Uint8Array(Buffer.from(text.slice(0, at) + tail, 'latin1'));
}

function ofJpeg(file: Uint8Array): PDF | 'broken' | 'picture-too-large' {
	const bare = stripJpeg(file);
	if (!bare) return 'broken';
	if (bare.width * bare.height > MOST_OF_JPEG) return 'picture-too-large';
	const document = PDF.create();
	return pageOf(document, document.embedJpeg(bare.file), bare, bare.orientation);
}

/** A PNG file is unpacked and packed anew, which leaves the picture and nothing else. */
function ofPng(file: Uint8Array): PDF | 'broken' | 'picture-too-large' {
	if (file.length < 24) return 'broken';
	const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
	const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
	if (size.width * size.height > MOST_OF_PNG) return 'picture-too-large';
	const document = PDF.create();
	return pageOf(document, document.embedPng(file), size, 1);
}

type Picture = ReturnType<PDF['embedJpeg']>;
type Size = { width: number; height: number };

/** One page with the picture on it, turned as `orientation` says. */
function pageOf(document: PDF, picture: Picture, stored: Size, orientation: number): PDF {
	const lies = orientation >= 5;
	const [across, down] = lies ? [stored.height, stored.width] : [stored.width, stored.height];
	const [most, mostDown] = across > down ? [LONG, SHORT] : [SHORT, LONG];
	const scale = Math.min(most / across, mostDown / down);
	const [width, height] = [across * scale, down * scale];
	const page = document.addPage({ width, height });
	page.drawOperators([
		ops.pushGraphicsState(),
		ops.concatMatrix(...turned(orientation, width, height)),
		ops.paintXObject(page.registerImage(picture)),
		ops.popGraphicsState()
	]);
	return document;
}

/** Where the square of a picture comes to lie on a page of this size: its lower edge, its left edge and the corner between them, as PDF counts. */
function turned(
	orientation: number,
	width: number,
	height: number
): [number, number, number, number, number, number] {
	switch (orientation) {
		case 2:
			return [-width, 0, 0, height, width, 0];
		case 3:
			return [-width, 0, 0, -height, width, height];
		case 4:
			return [width, 0, 0, -height, 0, height];
		case 5:
			return [0, -height, -width, 0, width, height];
		case 6:
			return [0, -height, width, 0, 0, height];
		case 7:
			return [0, height, width, 0, 0, 0];
		case 8:
			return [0, height, -width, 0, width, 0];
		default:
			return [width, 0, 0, height, 0, 0];
	}
}
