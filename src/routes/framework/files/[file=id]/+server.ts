import { error } from '@sveltejs/kit';
import { findFrameworkFile } from '#features/framework/server/file.queries.ts';
import { record } from '#server/audit.queries.ts';
import { MEDIA_TYPES } from '#values/file-kind.ts';
import type { RequestHandler } from './$types';

/** A file of the framework, to be downloaded and never shown: whatever is in it runs with nobody's rights here. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const [[found]] = await locals.read(findFrameworkFile(params.file));
	if (!found?.file) error(404);
	await locals.read(record('framework.file-read', params.file));
	return new Response(new Uint8Array(found.file), {
		headers: {
			'content-type': MEDIA_TYPES[found.kind],
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
			'content-security-policy': "sandbox; default-src 'none'",
			'x-content-type-options': 'nosniff'
		}
	});
};
