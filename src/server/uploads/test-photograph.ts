/** Photographs as telephones make them, for tests: a small grey picture with its upper left quarter black, and all that is written beside it. */
import { deflateSync } from 'node:zlib';

/** Thirty-two pixels wide and sixteen high, without anything beside it. */
export const BARE = Buffer.from(
	'/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//wAALCAAQACABAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APMKK+naKKKKK//Z',
	'base64'
);

/** What a telephone writes beside a picture, and nobody may find afterwards. */
export const BESIDE = ['12.5683 E', 'Anna Andersens telefon', 'en anden side af papiret'];

const segment = (marker: number, content: Buffer) => {
	const head = Buffer.of(0xff, marker, 0, 0);
	head.writeUInt16BE(content.length + 2, 2);
	return Buffer.concat([head, content]);
};

/** An Exif part that says how the telephone was held, and where. */
function exif(orientation: number): Buffer {
	const tiff = Buffer.alloc(26);
	tiff.write('MM', 0, 'latin1');
	tiff.writeUInt16BE(42, 2);
	tiff.writeUInt32BE(8, 4);
	tiff.writeUInt16BE(1, 8);
	tiff.writeUInt16BE(0x0112, 10);
	tiff.writeUInt16BE(3, 12);
	tiff.writeUInt32BE(1, 14);
	tiff.writeUInt16BE(orientation, 18);
	return segment(
		0xe1,
		Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(BESIDE[0]!)])
	);
}

/** A photograph, the telephone held as `orientation` says; another picture lies behind its end. */
export const photograph = (orientation = 1): Buffer =>
	Buffer.concat([
		BARE.subarray(0, 2),
		exif(orientation),
		segment(0xfe, Buffer.from(BESIDE[1]!)),
		BARE.subarray(2),
		Buffer.from(BESIDE[2]!),
		BARE
	]);

const chunk = (type: string, content: Buffer) => {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(content.length);
	// nobody here counts the bytes over
	return Buffer.concat([length, named, Buffer.alloc(4)]);
};

/** A PNG file of this size, with the same written beside it. */
export function screenshot(width = 3, height = 2): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head[8] = 8;
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', head),
		chunk('tEXt', Buffer.from(`Comment\0${BESIDE[0]} ${BESIDE[1]}`)),
		chunk('eXIf', Buffer.from(BESIDE[2]!)),
		chunk('IDAT', deflateSync(Buffer.alloc(Math.min(4_000_000, (width + 1) * height)))),
		chunk('IEND', Buffer.alloc(0))
	]);
}
