/** The municipality's offers in the exchange format, to take along. */
import { error } from '@sveltejs/kit';
import { pageOf } from '#features/directory/hsds-asked.ts';
import { isShown } from '#features/directory/offer.rules.ts';
import { findDirectory } from '#features/directory/server/directory.queries.ts';
import { fullService, idOfWords } from '#features/directory/server/hsds-service.ts';
import { listAllOffers } from '#features/directory/server/offer.queries.ts';
import { asFile } from '#server/as-file.ts';
import { record } from '#server/audit.queries.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const [[directory], offers] = await locals.read(
		findDirectory(),
		listAllOffers(),
		record('directory.exported', null)
	);
	if (!directory || !locals.visitor?.tenant) error(404);
	const { tenant, tenantName } = locals.visitor;
	const services = offers
		.filter(({ state }) => isShown(state))
		.map((offer) =>
			fullService({
				...offer,
				municipality: tenant,
				municipalityName: tenantName ?? '',
				organization: idOfWords(tenant, offer.provider)
			})
		);
	const page = pageOf(services, services.length, {
		page: 1,
		perPage: Math.max(1, services.length)
	});
	return asFile(JSON.stringify(page, null, '\t'), 'application/json', 'tilbud-hsds.json');
};
