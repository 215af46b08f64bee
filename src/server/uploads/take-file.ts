/** Reads the file of a posted form that takes one to keep: few at once, since each is held whole until it is stored. */
import { isTooLarge, LARGEST_UPLOAD } from '../http/body-limits.ts';
import { ThreadFailure } from '../threads/thread.ts';
import type { UploadReason } from './inspect-pdf.ts';
import { inspectUpload } from './inspect-upload.ts';

/** Files that are read at the same time. */
const MOST_AT_ONCE = 3;
let reading = 0;

/** A file that only shows pages. */
export type TakenFile = { name: string; file: Uint8Array; pages: number };

/** What has come of what was sent. */
export type Taken =
	| { is: 'taken'; taken: TakenFile }
	/** What was found in it, all of it. */
	| { is: 'refused'; reasons: UploadReason[] }
	| { is: 'missing' }
	/** Too many at once: ask again later. */
	| { is: 'busy' };

/** The file called `name` in what was posted, looked into where it does no harm. */
export async function takeFile(request: Request, name: string): Promise<Taken> {
	if (isTooLarge(request)) return { is: 'refused', reasons: ['too-large'] };
	if (reading >= MOST_AT_ONCE) return { is: 'busy' };
	reading += 1;
	try {
		const posted = await request.formData().catch(() => undefined);
		// A body that was broken off, or one without an announced end that never came to it.
		if (!posted) return { is: 'refused', reasons: ['broken'] };
		const sent = posted.get(name);
		if (!(sent instanceof File) || (sent.size === 0 && sent.name === '')) return { is: 'missing' };
		if (sent.size > LARGEST_UPLOAD) return { is: 'refused', reasons: ['too-large'] };
		const file = new Uint8Array(await sent.arrayBuffer());
		const { reasons, pages } = await inspectUpload(file);
		if (reasons.length > 0 || !pages)
			return { is: 'refused', reasons: reasons.length > 0 ? reasons : ['broken'] };
		return { is: 'taken', taken: { name: sent.name, file, pages } };
	} catch (cause) {
		if (cause instanceof ThreadFailure) return { is: 'busy' };
		throw cause;
	} finally {
		reading -= 1;
	}
}
