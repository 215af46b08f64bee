/** The municipality's offers in the exchange format, to take along. */
import { error } from '@sveltejs/kit';
import { pageOf } from '#features/directory/hsds-asked.ts';
import { findDirectory } from '#features/directory/server/directory.queries.ts';
import { servicesOf } from '#features/directory/server/export-services.ts';
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
	if (!directory || !locals.visitor?.tenant) error(404);
	const { tenant, tenantName } = locals.visitor;
	const services = servicesOf(offers, { tenant, tenantName });
	const page = pageOf(services, services.length, {
		page: 1,
		perPage: Math.max(1, services.length)
	});
	return asFile(JSON.stringify(page, null, '\t'), 'application/json', 'tilbud-hsds.json');
};
