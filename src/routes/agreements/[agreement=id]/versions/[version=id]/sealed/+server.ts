import { error } from '@sveltejs/kit';
import { fileNameOf } from '#features/agreements/server/print-agreement.ts';
import { asFrozen } from '#features/documents/frozen.rules.ts';
import { findSealedFile, findVersion } from '#features/documents/server/version.queries.ts';
import { asFile } from '#server/as-file.ts';
import type { RequestHandler } from './$types';

/** The sealed PDF of a signed version, byte for byte as it was sealed; 404 until there is one. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const [[version], [sealed]] = await locals.read(
		findVersion(params.agreement, params.version),
		findSealedFile(params.agreement, params.version)
	);
	if (!version || !sealed?.file) error(404);
	const title = `${asFrozen(version.content).title} ${version.number}`;
	return asFile(sealed.file, 'application/pdf', fileNameOf(title, 'pdf'));
};
