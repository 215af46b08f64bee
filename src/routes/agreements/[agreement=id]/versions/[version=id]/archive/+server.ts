import { canonicalJson } from '#features/documents/content.rules.ts';
import { renderArchivePdf } from '#server/pdf/render-pdf.ts';
import { asFile } from '#server/as-file.ts';
import { readPrinted } from '../read-printed.ts';
import type { RequestHandler } from './$types';

/** The version as PDF/A-3a for archives, with its content inside as data. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { printed, version, named } = await readPrinted(locals, params);
	const pdf = await renderArchivePdf(printed, canonicalJson(version.content));
	return asFile(pdf, 'application/pdf', named('arkiv.pdf'));
};
