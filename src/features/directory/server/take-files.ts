/** Takes the files of a posted form that are to be read into the directory: few at once, since each is held whole. */
import { createHash } from 'node:crypto';
import { isTooLarge, LARGEST_UPLOAD } from '#server/http/body-limits.ts';
import { openThread, startProgram, ThreadFailure } from '#server/threads/thread.ts';
import type { ImportRead, SentFile } from './read-import.ts';

/** Ten thousand rows take a second or two. */
const LIMITS = { longestWork: 30_000, mostWaiting: 5, mostGrowth: 1_200_000_000 };

const reader = openThread<SentFile[], ImportRead>(
	() => startProgram('src/features/directory/server/read-import-program.ts'),
	LIMITS
);

/** Files that are sent with one form. */
const MOST_FILES = 40;
const MOST_AT_ONCE = 2;
let taking = 0;

/** What has come of what was sent; `busy` means ask again later. */
export type TakenFiles =
	| { is: 'read'; posted: FormData; name: string; hash: string; read: ImportRead }
	| {
			is: 'unread';
			posted: FormData | null;
			reason: 'missing' | 'too-large' | 'too-many-files' | 'broken' | 'took-too-much';
	  }
	| { is: 'busy' };

/** The form of a request with what its files called `name` hold. */
export async function takeFiles(request: Request, name: string): Promise<TakenFiles> {
	if (isTooLarge(request)) return { is: 'unread', posted: null, reason: 'too-large' };
	if (taking >= MOST_AT_ONCE) return { is: 'busy' };
	taking += 1;
	let posted: FormData | null = null;
	try {
		posted = await request.formData().catch(() => null);
		if (!posted) return { is: 'unread', posted, reason: 'broken' };
		const sent = posted
			.getAll(name)
			.filter((each) => each instanceof File && (each.size > 0 || each.name !== '')) as File[];
		if (sent.length === 0) return { is: 'unread', posted, reason: 'missing' };
		if (sent.length > MOST_FILES) return { is: 'unread', posted, reason: 'too-many-files' };
		if (sent.reduce((sum, { size }) => sum + size, 0) > LARGEST_UPLOAD)
			return { is: 'unread', posted, reason: 'too-large' };
		const files = await Promise.all(
			sent.map(async (each) => ({
				name: each.name,
				file: new Uint8Array(await each.arrayBuffer())
			}))
		);
		return {
			is: 'read',
			posted,
			name: sent
				.map((each) => each.name)
				.join(', ')
				.slice(0, 200),
			hash: hashOf(files),
			read: await reader.ask(files)
		};
	} catch (cause) {
		if (!(cause instanceof ThreadFailure)) throw cause;
		return cause.reason === 'took-too-long' || cause.reason === 'took-too-much-memory'
			? { is: 'unread', posted, reason: 'took-too-much' }
			: { is: 'busy' };
	} finally {
		taking -= 1;
	}
}

/** The same for the same files: a form that is sent twice is one import. */
function hashOf(files: SentFile[]): string {
	const hash = createHash('sha256');
	for (const { name, file } of files) hash.update(`${name}\n${file.length}\n`).update(file);
	return hash.digest('hex');
}
