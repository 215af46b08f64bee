import { error } from '@sveltejs/kit';
import { ourPartOf, spellPart } from '#features/citizens/server/export-part.ts';
import { findPartOf } from '#features/citizens/server/part.queries.ts';
import { asFile } from '#server/as-file.ts';
import { recordFound } from '#server/audit.queries.ts';
import type { RequestHandler } from './$types';

/** What my organisation has written here, for programs (L-11). */
export const GET: RequestHandler = async ({ locals, params }) => {
	const [[answer]] = await locals.read(
		ourPartOf(params.pathway),
		recordFound('part.exported', params.pathway, null, findPartOf(params.pathway))
	);
	const part = spellPart(answer, locals.now);
	if (!part) error(404);
	return asFile(part.text, 'application/json', part.name);
};
