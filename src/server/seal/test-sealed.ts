/** A small PDF to seal, and what tests do to sealed ones. */
import { PDF, PdfDict, PdfName, PdfNumber, PdfStream } from '@libpdf/core';
import type { PrintedDocument } from '../print/printed-document.ts';
import { testContract } from '../print/test-contract.ts';

/** A contract of one page. */
export const shortContract = (hash = 'b'.repeat(64)): PrintedDocument => {
	const { contents: _, signatures: __, ...contract } = testContract();
	return { ...contract, hash, sections: contract.sections.slice(0, 1) };
};

/** The bytes with one bit of one byte turned. */
export function turnBit(pdf: Uint8Array, at: number, bit: number): Uint8Array {
	const turned = new Uint8Array(pdf);
	turned[at] = turned[at]! ^ (1 << bit);
	return turned;
}

/** Where the signatures lie, with their angle brackets and without the noughts behind them. */
export function signaturesIn(pdf: Uint8Array): [from: number, to: number][] {
	const text = Buffer.from(pdf).toString('latin1');
	return [...text.matchAll(/(\/ByteRange[^/]*\/Contents )<([0-9A-Fa-f]+?)(?:00)*>/g)].map(
		(found) => {
			const from = found.index + found[1]!.length;
			return [from, from + found[2]!.length + 1];
		}
	);
}

/** Adds to the PDF as an editor would, keeping every byte: what `change` does to it. */
export async function add(
	pdf: Uint8Array,
	change: (document: PDF) => void | Promise<void>
): Promise<Uint8Array> {
	const document = await PDF.load(pdf);
	await change(document);
	return document.save({ incremental: true });
}

/** Writes over what stands on the first page. */
export function drawOver(document: PDF): void {
	const ink = new PdfStream(new PdfDict(), Buffer.from('0 0 1 rg 0 0 300 300 re f'));
	const { dict } = document.getPages()[0]!;
	dict.set('Contents', document.context.register(ink));
}

/** Lays a note over the first page. */
export function addNote(document: PDF): void {
	const note = PdfDict.of({
		Type: PdfName.of('Annot'),
		Subtype: PdfName.of('Highlight'),
		F: PdfNumber.of(4)
	});
	document.getPages()[0]!.dict.set('Annots', document.context.register(note));
}
