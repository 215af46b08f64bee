/** Reads the file of a posted form that takes one to keep: few at once, since each is held whole until it is stored. */
import { isTooLarge, LARGEST_UPLOAD } from '../http/body-limits.ts';
import { ThreadFailure } from '../threads/thread.ts';
import type { FileKind } from '#values/file-kind.ts';
import type { PaperReason } from './inspect-paper.ts';
import type { UploadReason } from './inspect-pdf.ts';
import type { TemplateReason } from './inspect-template.ts';
import { inspectPaperUpload, inspectTemplateUpload, inspectUpload } from './inspect-upload.ts';

/** Files that are read at the same time. */
const MOST_AT_ONCE = 3;
let reading = 0;

/** A file that only shows pages. */
export type TakenFile = { name: string; file: Uint8Array; pages: number };
/** A tool or a template; only a PDF says how many pages it has. */
export type TakenTemplate = {
	name: string;
	file: Uint8Array;
	kind: FileKind;
	pages: number | null;
};

/** What has come of what was sent. */
export type Taken<Found = TakenFile, Reason = UploadReason> =
	| { is: 'taken'; taken: Found }
	/** What was found in it, all of it. */
	| { is: 'refused'; reasons: (Reason | UploadReason)[] }
	| { is: 'missing' }
	/** Too many at once: ask again later. */
	| { is: 'busy' };

/** The PDF called `name` in what was posted, looked into where it does no harm. */
export const takeFile = (request: Request, name: string): Promise<Taken> =>
	take(request, name, async (sent) => {
		const { reasons, pages } = await inspectUpload(sent.file);
		return reasons.length > 0 || !pages ? reasons : { ...sent, pages };
	});

/** The same for a paper, which may be a photograph: what is taken is the PDF that it was made, under a name that says so. */
export const takePaper = (request: Request, name: string): Promise<Taken<TakenFile, PaperReason>> =>
	take(request, name, async (sent) => {
		const { reasons, pages, file } = await inspectPaperUpload(sent.file);
		if (reasons.length > 0 || !pages) return reasons;
		return file ? { name: asPdf(sent.name), file, pages } : { ...sent, pages };
	});

/** What a photograph is called once it is a PDF. */
const asPdf = (name: string) => `${name.replace(/\.(jpe?g|jfif|png)$/i, '')}.pdf`;

/** The same for a tool or a template, which may be of more kinds. */
export const takeTemplate = (
	request: Request,
	name: string
): Promise<Taken<TakenTemplate, TemplateReason>> =>
	take(request, name, async (sent) => {
		const { reasons, kind, pages } = await inspectTemplateUpload(sent.file);
		return reasons.length > 0 || !kind ? reasons : { ...sent, kind, pages };
	});

async function take<Found extends object, Reason>(
	request: Request,
	name: string,
	inspect: (sent: { name: string; file: Uint8Array }) => Promise<Found | Reason[]>
): Promise<Taken<Found, Reason>> {
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
		const found = await inspect({
			name: sent.name,
			file: new Uint8Array(await sent.arrayBuffer())
		});
		if (Array.isArray(found))
			return { is: 'refused', reasons: found.length > 0 ? found : ['broken'] };
		return { is: 'taken', taken: found };
	} catch (cause) {
		if (cause instanceof ThreadFailure) return { is: 'busy' };
		throw cause;
	} finally {
		reading -= 1;
	}
}
