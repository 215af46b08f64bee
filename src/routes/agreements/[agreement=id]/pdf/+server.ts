import { error } from '@sveltejs/kit';
import { fileNameOf, printDraft } from '#features/agreements/server/print-agreement.ts';
import { contentHash, type Json } from '#features/documents/content.rules.ts';
import { renderPdf } from '#server/pdf/render-pdf.ts';
import { readAgreement } from '../read-agreement.ts';
import { asFile } from '#server/as-file.ts';
import type { RequestHandler } from './$types';

/** The draft as it stands, as PDF/UA-1, marked as a draft on every page. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { frozen } = await readAgreement(locals, params.agreement);
	if (!frozen) error(404);
	const hash = await contentHash(frozen as unknown as Json);
	const pdf = await renderPdf(printDraft(frozen, hash));
	return asFile(pdf, 'application/pdf', fileNameOf(frozen.title, 'pdf'));
};
