/** The municipality's offers as the tables of the exchange format, in a zip to take along. */
import { error } from '@sveltejs/kit';
import { strToU8, zip } from 'fflate';
import { findDirectory } from '#features/directory/server/directory.queries.ts';
import { servicesOf } from '#features/directory/server/export-services.ts';
import { listAllOffers } from '#features/directory/server/offer.queries.ts';
import { writeTables } from '#features/directory/write-hsds-tables.ts';
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
	if (!directory || !locals.visitor?.tenant) error(404);
	const { tenant, tenantName } = locals.visitor;
	const tables = writeTables(servicesOf(offers, { tenant, tenantName }));
	const files = Object.fromEntries(
		Object.entries(tables).map(([name, text]) => [name, strToU8(text)])
	);
	// Packed beside the requests of others.
	const packed = await new Promise<Uint8Array>((resolve, reject) =>
		zip(files, (problem, bytes) => (problem ? reject(problem) : resolve(bytes)))
	);
	return asFile(packed, 'application/zip', 'tilbud-hsds.zip');
};
