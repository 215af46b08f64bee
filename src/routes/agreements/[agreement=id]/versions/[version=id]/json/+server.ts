import { canonicalJson } from '#features/documents/content.rules.ts';
import { asFile } from '#server/as-file.ts';
import { readPrinted } from '../read-printed.ts';
import type { RequestHandler } from './$types';

/** The frozen content in its one spelling, byte for byte: its SHA-256 is the version's hash. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { version, named } = await readPrinted(locals, params);
	return asFile(canonicalJson(version.content), 'application/json', named('json'));
};
