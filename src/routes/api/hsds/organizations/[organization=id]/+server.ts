/** HSDS 3.1: one who gives offers, with the services they give. */
import { answer, answerNone } from '#features/directory/server/answer-hsds.ts';
import { listHsds, NO_FILTERS } from '#features/directory/server/hsds.queries.ts';
import { fullService, organizationOf } from '#features/directory/server/hsds-service.ts';
import type { RequestHandler } from './$types';

/** More services than this one organisation has no use for in one answer. */
const MOST = 1000;

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const given = { ...NO_FILTERS, organization: params.organization };
	const [offers] = await locals.readPublic(listHsds(given, 0, MOST));
	const [first] = offers;
	if (!first) return answerNone();
	const isFull = url.searchParams.get('full_service') === 'true';
	const services = offers.map((offer) =>
		isFull ? fullService(offer) : { id: offer.id, name: offer.name, status: 'active' }
	);
	return answer({ ...organizationOf(first), services });
};
