import { renderPdf } from '#server/pdf/render-pdf.ts';
import { asFile } from '#server/as-file.ts';
import { readPrinted } from '../read-printed.ts';
import type { RequestHandler } from './$types';

/** The version as PDF/UA-1, for who may read it. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { printed, named } = await readPrinted(locals, params);
	return asFile(await renderPdf(printed), 'application/pdf', named('pdf'));
};
