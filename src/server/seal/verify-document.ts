/**
 * Verifying as the rest of the program asks for it. The file may come from anybody: it is read in a thread that is ended
 * when it takes too long or too much memory, and it is kept nowhere.
 */
import { openThread, startProgram, ThreadFailure } from '../threads/thread.ts';
import type { SealReport } from './verify-seal.ts';

/** Bytes of a file that we look at; a sealed contract has a quarter of a million. */
export const LARGEST_VERIFIED = 25_000_000;

const LIMITS = { longestWork: 20_000, mostWaiting: 20, mostGrowth: 400_000_000 };

const reader = openThread<Uint8Array, SealReport>(
	() => startProgram('src/server/seal/verify-program.ts'),
	LIMITS
);

/**
 * What a file proves. Never throws for what is in the file.
 * @throws ThreadFailure 'too-many-waiting' when too many are read at once: ask again later
 */
export async function verifySealedDocument(pdf: Uint8Array): Promise<SealReport> {
	if (pdf.length > LARGEST_VERIFIED) return { verdict: 'unreadable', why: 'too-large' };
	try {
		return await reader.ask(pdf);
	} catch (error) {
		if (!(error instanceof ThreadFailure)) return { verdict: 'unreadable', why: 'not-a-pdf' };
		const { reason } = error;
		if (reason === 'took-too-long' || reason === 'took-too-much-memory')
			return { verdict: 'unreadable', why: reason };
		throw error;
	}
}

/** Ends the thread, when the server stops or a test is done. */
export const stopVerifying = (): Promise<void> => reader.stop();
