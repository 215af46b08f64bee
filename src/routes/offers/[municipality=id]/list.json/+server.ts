/** What was found in an open directory, as data for a municipality's own site (offers/samspil-offers.js). */
import { answer, answerNone } from '#features/directory/server/answer-hsds.ts';
import { findOffers } from '#features/directory/server/search.queries.ts';
import { PAGE, readWanted } from '#features/directory/wanted.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { wanted, page } = readWanted(url.searchParams);
	const [[row]] = await locals.readPublic(
		findOffers(params.municipality, wanted, (page - 1) * PAGE, PAGE)
	);
	if (!row?.found) return answerNone();
	const { total, whomToAsk, offers, nearest = [] } = row.found;
	const hrefOf = (id: string) => `${url.origin}/offers/${params.municipality}/${id}`;
	return answer({
		total,
		whomToAsk,
		offers: offers.map(
			({ id, name, provider, targetGroup, nextStep, area, state, confirmedOn }) => ({
				name,
				provider,
				targetGroup,
				nextStep,
				area,
				/** To be doubted: nobody has found it right in time. */
				isStale: state === 'stale' || confirmedOn === null,
				href: hrefOf(id)
			})
		),
		/** Where nothing was found: what is spelt or meant most nearly so. */
		nearest: nearest.map(({ id, name, provider }) => ({ name, provider, href: hrefOf(id) }))
	});
};
