/** Finds the signatures of a PDF, and which of its bytes each of them covers. */
import {
	type PDF,
	type PdfArray,
	PdfDict,
	PdfNumber,
	PdfRef,
	type PdfString,
	type PdfObject
} from '@libpdf/core';
import { splitDer } from './der.ts';

/** A signature as it stands in a PDF; nothing of it is checked but where it lies. */
export type FoundSignature = {
	/** The name of its field. */
	name: string;
	kind: 'seal' | 'time-stamp';
	/** It says that it is of the kind that PAdES describes. */
	isPades: boolean;
	/** When it says it was made. */
	claimedAt: Date | null;
	cms: Uint8Array;
	/** What it covers: all bytes from the first to `end`, but for its own. */
	covered: [before: Uint8Array, after: Uint8Array];
	end: number;
};

/** A signature that does not lie where and as it must. */
export type Misplaced = { name: string; misplaced: true };

/** The signatures of the document whose bytes are `pdf`, in the order in which they were made. */
export function readSignatures(document: PDF, pdf: Uint8Array): (FoundSignature | Misplaced)[] {
	const resolve = (ref: PdfRef) => document.context.registry.resolve(ref);
	const fields = document.getCatalog().getDict('AcroForm', resolve)?.getArray('Fields', resolve);
	const found = [...(fields ?? [])].flatMap((each) => {
		const field = each instanceof PdfRef ? resolve(each) : each;
		if (!(field instanceof PdfDict) || field.getName('FT', resolve)?.value !== 'Sig') return [];
		const value = field.getDict('V', resolve);
		const name = field.getString('T', resolve)?.asString() ?? '';
		return value ? [readSignature(name, value, pdf, resolve)] : [];
	});
	const endOf = (each: FoundSignature | Misplaced) => ('end' in each ? each.end : Infinity);
	return found.sort((a, b) => endOf(a) - endOf(b));
}

type Resolve = (ref: PdfRef) => PdfObject | null;

function readSignature(
	name: string,
	value: PdfDict,
	pdf: Uint8Array,
	resolve: Resolve
): FoundSignature | Misplaced {
	const [start, from, to, length] = numbersIn(value.getArray('ByteRange', resolve));
	const contents = value.getString('Contents', resolve);
	const isPlaced =
		start === 0 && from! > 0 && from! < to! && length! > 0 && to! + length! <= pdf.length;
	const cms = isPlaced && contents && signatureBetween(pdf.subarray(from, to), contents);
	if (!cms) return { name, misplaced: true };
	const end = to! + length!;
	return {
		name,
		kind: value.getName('Type', resolve)?.value === 'DocTimeStamp' ? 'time-stamp' : 'seal',
		isPades: value.getName('SubFilter', resolve)?.value === 'ETSI.CAdES.detached',
		claimedAt: timeIn(value.getString('M', resolve)),
		cms,
		covered: [pdf.subarray(0, from), pdf.subarray(to, end)],
		end
	};
}

/**
 * The signature between the brackets, which nothing covers: it must be all that is there, in digits of one kind, and
 * behind it noughts. Undefined where something else is.
 */
function signatureBetween(room: Uint8Array, contents: PdfString): Uint8Array | undefined {
	const text = Buffer.from(room).toString('latin1');
	if (!/^<(?:[0-9A-F]*|[0-9a-f]*)>$/.test(text) || text.length % 2 !== 0) return undefined;
	const bytes = new Uint8Array(Buffer.from(text.slice(1, -1), 'hex'));
	if (Buffer.compare(bytes, contents.bytes) !== 0) return undefined;
	try {
		const [{ raw }, rest] = splitDer(bytes);
		return rest.every((byte) => byte === 0) ? raw : undefined;
	} catch {
		return undefined;
	}
}

const numbersIn = (array: PdfArray | undefined): number[] =>
	[...(array ?? [])].map((each) =>
		each instanceof PdfNumber && Number.isSafeInteger(each.value) ? each.value : -1
	);

/** "D:20261125183344+01'00'" */
function timeIn(value: PdfString | undefined): Date | null {
	const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|([+-]\d\d)'?(\d\d)'?)?/.exec(
		value?.asString() ?? ''
	);
	if (!parts) return null;
	const [, year, month, day, hour, minute, second, , hours, minutes] = parts;
	const zone = hours ? `${hours}:${minutes}` : 'Z';
	const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
	return Number.isNaN(at.getTime()) ? null : at;
}
