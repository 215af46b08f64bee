/** Taking in a file that somebody sends: no more of it than we keep, and looked into where it can do no harm. */
import { openThread, startProgram, ThreadFailure } from '../threads/thread.ts';
import { LARGEST_UPLOAD } from '../http/body-limits.ts';
import type { PaperInspection } from './inspect-paper.ts';
import type { Inspection } from './inspect-pdf.ts';
import type { UploadAs } from './inspect-program.ts';
import type { TemplateInspection } from './inspect-template.ts';

const LIMITS = { longestWork: 20_000, mostWaiting: 20, mostGrowth: 400_000_000 };

const inspector = openThread<
	{ file: Uint8Array; as: UploadAs },
	Inspection | TemplateInspection | PaperInspection
>(() => startProgram('src/server/uploads/inspect-program.ts'), LIMITS);

/**
 * Reads a file as it comes, up to `most` bytes. Undefined where it is larger: the sender is cut off there, and what had
 * come is forgotten.
 */
export async function readUpload(
	stream: ReadableStream<Uint8Array>,
	most: number = LARGEST_UPLOAD
): Promise<Uint8Array | undefined> {
	const parts: Uint8Array[] = [];
	let length = 0;
	// leaving the loop early cancels the stream
	for await (const part of stream) {
		length += part.length;
		if (length > most) return undefined;
		parts.push(part);
	}
	return new Uint8Array(Buffer.concat(parts));
}

/**
 * What is in a PDF that is to be kept, and whether it is safe to keep (`inspectPdf`).
 * @throws ThreadFailure 'too-many-waiting' when too many are looked into at once: ask again later
 */
export const inspectUpload = (file: Uint8Array): Promise<Inspection> =>
	inspect(file, 'pdf', { pages: null });

/**
 * The same for a tool or a template, which may be of more kinds (`inspectTemplate`).
 * @throws ThreadFailure 'too-many-waiting'
 */
export const inspectTemplateUpload = (file: Uint8Array): Promise<TemplateInspection> =>
	inspect(file, 'template', { pages: null, kind: null });

/**
 * The same for a paper, which may be a photograph (`inspectPaper`); the page it was made comes along.
 * @throws ThreadFailure 'too-many-waiting'
 */
export const inspectPaperUpload = (file: Uint8Array): Promise<PaperInspection> =>
	inspect(file, 'paper', { pages: null, file: null });

async function inspect<Found extends Inspection | TemplateInspection | PaperInspection>(
	file: Uint8Array,
	as: UploadAs,
	nothing: Omit<Found, 'reasons'>
): Promise<Found> {
	const refused = (reason: 'too-large' | 'broken' | 'took-too-long' | 'took-too-much-memory') =>
		({ ...nothing, reasons: [reason] }) as unknown as Found;
	if (file.length > LARGEST_UPLOAD) return refused('too-large');
	try {
		return (await inspector.ask({ file, as })) as Found;
	} catch (error) {
		if (!(error instanceof ThreadFailure)) return refused('broken');
		const { reason } = error;
		if (reason === 'took-too-long' || reason === 'took-too-much-memory') return refused(reason);
		throw error;
	}
}

/** Ends the thread, when the server stops or a test is done. */
export const stopInspecting = (): Promise<void> => inspector.stop();
