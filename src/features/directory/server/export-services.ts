/** The municipality's own offers as services of the exchange format, to take along: those that stand in the directory. */
import { isShown } from '../offer.rules.ts';
import { fullService, idOfWords } from './hsds-service.ts';
import type { KeptOffer } from './offer.queries.ts';

/** The services of a municipality, by name. */
export const servicesOf = (
	offers: readonly KeptOffer[],
	{ tenant, tenantName }: { tenant: string; tenantName: string | null }
) =>
	offers
		.filter(({ state }) => isShown(state))
		.map((offer) =>
			fullService({
				...offer,
				municipality: tenant,
				municipalityName: tenantName ?? '',
				organization: idOfWords(tenant, offer.provider)
			})
		);
