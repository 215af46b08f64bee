/**
 * The place of a seal in a PDF: room in a new last part of the file, and which bytes the seal covers, which are all
 * others. What was there stays as it is, byte for byte; so tags, language and earlier seals survive.
 */
import { createHash } from 'node:crypto';
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfString, type Signer } from '@libpdf/core';
import type { Read } from './certificates.ts';
import { splitDer } from './der.ts';

/**
 * Bytes of room for the signature with its certificates and a time-stamp with its own; twice as many in the file. A
 * time-stamp that comes later must find room, since nothing may move.
 */
export const ROOM = 24_576;

/** A PDF with room for a seal, [from, to) being the room with its angle brackets. */
export type Place = { pdf: Uint8Array; from: number; to: number };

/** Adds room for a seal, and says in the PDF that it was sealed at `at`. Throws where the bytes are no PDF we can extend. */
export async function makePlace(pdf: Uint8Array, certificate: Read, at: Date): Promise<Place> {
	const document = await PDF.load(pdf);
	if (document.canSaveIncrementally()) throw new Error('nothing can be added to this PDF');
	const name = nextName(document);
	prepareForm(document);
	// who moves by keyboard goes through the page in the order of its structure
	const page = document.getPages()[0];
	if (!page) throw new Error('the PDF has no pages');
	page.dict.set('Tabs', PdfName.of('S'));
	const field = document.getOrCreateForm().createSignatureField(name).getDict();
	field.set('TU', PdfString.fromString(name));
	const { bytes } = await document.sign({
		signer: holdingThePlace(certificate),
		level: 'B-B',
		signingTime: at,
		fieldName: name,
		estimatedSize: ROOM
	});
	return findPlace(bytes);
}

/** The bytes that a seal at this place covers, hashed with SHA-256. */
export function digestAround({ pdf, from, to }: Place): Uint8Array {
	const hash = createHash('sha256').update(pdf.subarray(0, from)).update(pdf.subarray(to));
	return new Uint8Array(hash.digest());
}

/** The PDF with `cms` at the place. Throws where it needs more room. */
export function fillPlace({ pdf, from, to }: Place, cms: Uint8Array): Uint8Array {
	const hex = Buffer.from(cms).toString('hex').toUpperCase();
	const room = to - from - 2;
	if (hex.length > room) throw new Error('the seal needs more room than there is');
	const filled = new Uint8Array(pdf);
	filled.set(Buffer.from(`<${hex.padEnd(room, '0')}>`, 'latin1'), from);
	return filled;
}

/** The signature at the place, without the room that is left. */
export const contentsAt = ({ pdf, from, to }: Place): Uint8Array =>
	splitDer(Buffer.from(Buffer.from(pdf.subarray(from + 1, to - 1)).toString('latin1'), 'hex'))[0]
		.raw;

/** Where the last seal of the file lies. */
export function findPlace(pdf: Uint8Array): Place {
	const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
	const range = text.lastIndexOf('/ByteRange');
	const from = text.indexOf('<', text.indexOf('/Contents', range));
	const to = text.indexOf('>', from) + 1;
	if (range === -1 || from < range || to <= from) throw new Error('the PDF has no seal');
	return { pdf, from, to };
}

/** A form without fonts: the library would add two that no archive may hold without their letters. */
function prepareForm(document: PDF): void {
	const catalog = document.getCatalog();
	if (catalog.has('AcroForm')) return;
	const form = PdfDict.of({ Fields: new PdfArray([]), SigFlags: PdfNumber.of(3) });
	catalog.set('AcroForm', document.context.register(form));
}

/** 'Segl 1', and the next number for the next. */
function nextName(document: PDF): string {
	const names = new Set(
		document
			.getForm()
			?.getFields()
			.map(({ name }) => name)
	);
	let number = 1;
	while (names.has(`Segl ${number}`)) number += 1;
	return `Segl ${number}`;
}

/**
 * Lets the library write everything around a signature: room for it, and which bytes are covered. What it puts there
 * is replaced, because it writes the claimed time into the signature, which PAdES baseline forbids.
 */
const holdingThePlace = ({ der }: Read): Signer => ({
	certificate: der,
	keyType: 'EC',
	signatureAlgorithm: 'ECDSA',
	sign: async () => new Uint8Array(8)
});
