/** The municipality's offers as a workbook to take along, and to take in again. */
import { error } from '@sveltejs/kit';
import { workbookOf } from '#features/directory/offer-xlsx.ts';
import { findDirectory } from '#features/directory/server/directory.queries.ts';
import { listAllOffers } from '#features/directory/server/offer.queries.ts';
import { asFile } from '#server/as-file.ts';
import { record } from '#server/audit.queries.ts';
import { whereFound } from '#server/tables.ts';
import { XLSX_TYPE } from '#server/spreadsheets/write-xlsx.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const [[directory], offers] = await locals.read(
		findDirectory(),
		listAllOffers(),
		whereFound(record('directory.exported', null), [findDirectory()])
	);
	if (!directory) error(404);
	return asFile(workbookOf(offers), XLSX_TYPE, 'tilbud.xlsx');
};
