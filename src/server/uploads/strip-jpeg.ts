/**
 * A JPEG file without anything but its picture. A telephone writes beside it where and when it was taken, whose it is, a small copy of it, and further
 * pictures behind its end; what draws the picture is a short list of parts, and only those are taken over (ITU-T T.81, annex B). How the telephone was
 * held is read before that part is left out, since the paper stands on its head else.
 */

/** The bare picture; `orientation` as Exif counts it, 1 to 8: how it is turned to be seen upright. */
export type BareJpeg = { file: Uint8Array; width: number; height: number; orientation: number };

const [START, END, SCAN, EXIF, ADOBE] = [0xd8, 0xd9, 0xda, 0xe1, 0xee];
/** Pictures as readers of PDFs draw them: baseline, extended and progressive, all with Huffman's codes. */
const FRAMES = [0xc0, 0xc1, 0xc2];
/** The tables a picture is drawn by, and how often it begins anew. */
const TABLES = [0xc4, 0xdb, 0xdd];
/** How many colours a pixel has: grey, or three. */
const COLOURS = [1, 3];

/** The picture of `file`, and nothing else of it; undefined where it is none that can be drawn to its end. */
export function stripJpeg(file: Uint8Array): BareJpeg | undefined {
	const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
	if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== START) return undefined;
	const kept: Uint8Array[] = [bytes.subarray(0, 2)];
	let frame: { width: number; height: number } | undefined;
	let orientation = 1;
	let isDrawn = false;
	for (let at = 2; at + 1 < bytes.length;) {
		if (bytes[at] !== 0xff) return undefined;
		const marker = bytes[at + 1]!;
		// a marker may be preceded by any number of these
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === END) {
			if (!frame || !isDrawn) return undefined;
			return { file: Buffer.concat([...kept, Buffer.of(0xff, END)]), ...frame, orientation };
		}
		if (at + 4 > bytes.length) return undefined;
		const next = at + 2 + bytes.readUInt16BE(at + 2);
		if (next < at + 4 || next > bytes.length) return undefined;
		const segment = bytes.subarray(at, next);
		at = next;
		if (FRAMES.includes(marker)) {
			if (frame) return undefined;
			frame = sizeOf(segment);
			if (!frame) return undefined;
			kept.push(segment);
		} else if (marker === SCAN) {
			if (!frame) return undefined;
			const end = endOfScan(bytes, at);
			kept.push(segment, bytes.subarray(at, end));
			at = end;
			isDrawn = true;
		} else if (TABLES.includes(marker) || (marker === ADOBE && isOfAdobe(segment)))
			kept.push(segment);
		else if (marker === EXIF) orientation = orientationOf(segment) ?? orientation;
		// any other way of drawing a picture, which few programs read
		else if (marker >= 0xc3 && marker <= 0xcf) return undefined;
		else if (marker < 0xe0) return undefined;
	}
	return undefined;
}

/** Where what is drawn by a scan ends: at the next marker but those that are part of it. */
function endOfScan(bytes: Buffer, from: number): number {
	for (let at = from; ; at += 1) {
		at = bytes.indexOf(0xff, at);
		if (at === -1 || at + 1 >= bytes.length) return bytes.length;
		const next = bytes[at + 1]!;
		if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
		// of two such bytes the second may begin the marker
		if (next !== 0xff) at += 1;
	}
}

function sizeOf(segment: Buffer): { width: number; height: number } | undefined {
	if (segment.length < 10 || segment[4] !== 8 || !COLOURS.includes(segment[9]!)) return undefined;
	const [height, width] = [segment.readUInt16BE(5), segment.readUInt16BE(7)];
	return width > 0 && height > 0 ? { width, height } : undefined;
}

/** Says in which colours the three are meant, and is no longer than that. */
const isOfAdobe = (segment: Buffer) =>
	segment.length === 16 && segment.toString('latin1', 4, 9) === 'Adobe';

const ORIENTATION = 0x0112;

/** How the telephone was held, by the first list of an Exif part; undefined where it does not say. */
function orientationOf(segment: Buffer): number | undefined {
	if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return undefined;
	const tiff = segment.subarray(10);
	if (tiff.length < 8) return undefined;
	const isLittle = tiff.toString('latin1', 0, 2) === 'II';
	const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
	const list = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
	if (list + 2 > tiff.length) return undefined;
	for (let index = 0; index < short(list); index += 1) {
		const entry = list + 2 + index * 12;
		if (entry + 12 > tiff.length) return undefined;
		if (short(entry) !== ORIENTATION) continue;
		const said = short(entry + 8);
		return said >= 1 && said <= 8 ? said : undefined;
	}
	return undefined;
}
