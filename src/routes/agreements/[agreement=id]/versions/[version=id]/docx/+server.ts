import { renderDocx } from '#server/docx/render-docx.ts';
import { asFile } from '#server/as-file.ts';
import { readPrinted } from '../read-printed.ts';
import type { RequestHandler } from './$types';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The version as a document that Word and LibreOffice open. A copy to work with: what counts is the version here. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { printed, named } = await readPrinted(locals, params);
	return asFile(await renderDocx(printed), DOCX, named('docx'));
};
