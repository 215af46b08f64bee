import { error } from '@sveltejs/kit';
import { findScan } from '#features/consents/server/scan.queries.ts';
import { filled, recordFound } from '#server/audit.queries.ts';
import type { RequestHandler } from './$types';

/**
 * The signed paper of a consent, to be downloaded and never shown: whatever is in it runs with nobody's rights here. A PDF: as it came, or what a photograph was
 * made (`inspectPaper`); for those who may read the consent.
 */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { pathway, consent, file } = params;
	const [[found]] = await locals.read(
		findScan(pathway, consent, file),
		recordFound('scan.read', pathway, file, filled(findScan(pathway, consent, file), 'file'))
	);
	if (!found?.file) error(404);
	return new Response(new Uint8Array(found.file), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
			'content-security-policy': "sandbox; default-src 'none'",
			'x-content-type-options': 'nosniff'
		}
	});
};
