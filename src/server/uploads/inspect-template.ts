/**
 * Looks into a file that is kept as a tool or a template: a PDF, or one that people write on in Word, Excel, PowerPoint or LibreOffice. What it is
 * called and what the browser says it is, is not asked. `inspect-upload.ts` puts it where it can do no harm.
 */
import type { FileKind } from '#values/file-kind.ts';
import { LARGEST_UPLOAD } from '../http/body-limits.ts';
import { inspectOdf, KIND_PART } from './inspect-odf.ts';
import { inspectOoxml, TYPES_PART, type Looked } from './inspect-ooxml.ts';
import { inspectPdf, type UploadReason } from './inspect-pdf.ts';
import type { OfficeReason } from './office-reasons.ts';
import { openZip, ZipRefused, type ZipEntry } from './strict-zip.ts';

export type TemplateReason = UploadReason | OfficeReason;

/** What was found. Without reasons it is of that `kind`, and does nothing by itself; only a PDF says how many pages it has. */
export type TemplateInspection = {
	reasons: TemplateReason[];
	kind: FileKind | null;
	pages: number | null;
};

const refused = (...reasons: TemplateReason[]): TemplateInspection => ({
	reasons,
	kind: null,
	pages: null
});

/** Looks into `file`. Whatever is in it, there is an answer. */
export async function inspectTemplate(file: Uint8Array): Promise<TemplateInspection> {
	if (file.length === 0) return refused('empty');
	if (file.length > LARGEST_UPLOAD) return refused('too-large');
	const start = Buffer.from(file.subarray(0, 5)).toString('latin1');
	if (start === '%PDF-') return { ...(await inspectPdf(file)), kind: 'pdf' };
	if (start.startsWith('\xd0\xcf\x11\xe0'))
		return refused(isLocked(file) ? 'encrypted' : 'of-an-old-kind');
	if (!start.startsWith('PK\u0003\u0004')) return refused('no-kind-that-is-taken');
	try {
		const { kind, reasons } = inspectOffice(openZip(file));
		if (reasons.length > 0) return refused(...reasons);
		return kind === null ? refused('no-kind-that-is-taken') : { reasons: [], kind, pages: null };
	} catch (error) {
		return refused(error instanceof ZipRefused ? error.reason : 'broken');
	}
}

/** A file of Word, Excel or PowerPoint with a password is wrapped in one of the old kind. */
const isLocked = (file: Uint8Array): boolean =>
	Buffer.from(file.buffer, file.byteOffset, file.length).includes(
		Buffer.from('EncryptedPackage', 'utf16le')
	);

function inspectOffice(entries: readonly ZipEntry[]): Looked {
	const [isOoxml, isOdf] = [TYPES_PART, KIND_PART].map((part) =>
		entries.some(({ name }) => name === part)
	);
	// One reader would open the one, and another the other.
	if (isOoxml && isOdf) throw new ZipRefused('is-two-things');
	if (isOoxml) return inspectOoxml(entries);
	if (isOdf) return inspectOdf(entries);
	return { kind: null, reasons: [] };
}
