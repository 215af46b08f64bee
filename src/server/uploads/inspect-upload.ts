/** Taking in a file that somebody sends: no more of it than we keep, and looked into where it can do no harm. */
import { openThread, startProgram, ThreadFailure } from '../threads/thread.ts';
import { LARGEST_UPLOAD } from '../http/body-limits.ts';
import type { Inspection } from './inspect-pdf.ts';

const LIMITS = { longestWork: 20_000, mostWaiting: 20, mostGrowth: 400_000_000 };

const inspector = openThread<Uint8Array, Inspection>(
	() => startProgram('src/server/uploads/inspect-program.ts'),
	LIMITS
);

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
 * What is in a file that is to be kept, and whether it is safe to keep (`inspectPdf`).
 * @throws ThreadFailure 'too-many-waiting' when too many are looked into at once: ask again later
 */
export async function inspectUpload(file: Uint8Array): Promise<Inspection> {
	if (file.length > LARGEST_UPLOAD) return { reasons: ['too-large'], pages: null };
	try {
		return await inspector.ask(file);
	} catch (error) {
		if (!(error instanceof ThreadFailure)) return { reasons: ['broken'], pages: null };
		const { reason } = error;
		if (reason === 'took-too-long' || reason === 'took-too-much-memory')
			return { reasons: [reason], pages: null };
		throw error;
	}
}

/** Ends the thread, when the server stops or a test is done. */
export const stopInspecting = (): Promise<void> => inspector.stop();
