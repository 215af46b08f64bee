import { error } from '@sveltejs/kit';
import { findAttachment } from '#features/documents/server/attachment.queries.ts';
import { record } from '#server/audit.queries.ts';
import type { RequestHandler } from './$types';

/**
 * A file that somebody has given us to keep, to be downloaded and never shown: whatever is in it runs with nobody's rights
 * here. Byte for byte as it came.
 */
export const GET: RequestHandler = async ({ locals, params }) => {
	const [[found]] = await locals.read(findAttachment(params.agreement, params.file));
	if (!found?.file) error(404);
	await locals.read(record('document.file-read', params.file, { document: params.agreement }));
	return new Response(new Uint8Array(found.file), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
			'content-security-policy': "sandbox; default-src 'none'",
			'x-content-type-options': 'nosniff'
		}
	});
};
