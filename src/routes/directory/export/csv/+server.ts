/** The municipality's offers as a table to take along. */
import { error } from '@sveltejs/kit';
import { writeCsv } from '#features/directory/offer-csv.ts';
import { findDirectory } from '#features/directory/server/directory.queries.ts';
import { listAllOffers } from '#features/directory/server/offer.queries.ts';
import { asFile } from '#server/as-file.ts';
import { record } from '#server/audit.queries.ts';
import { whereFound } from '#server/tables.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const [[directory], offers] = await locals.read(
		findDirectory(),
		listAllOffers(),
		whereFound(record('directory.exported', null), [findDirectory()])
	);
	if (!directory) error(404);
	// Whom we write to is for those who keep the offer.
	const shown = offers.map((offer) => ({ ...offer, keeperEmail: '' }));
	return asFile(writeCsv(shown), 'text/csv; charset=utf-8', 'tilbud.csv');
};
