/** HSDS 3.1: services, which are the offers of open directories. */
import { readAsked } from '#features/directory/hsds-asked.ts';
import {
	answerPage,
	answerWrong,
	filtersOf,
	windowOf
} from '#features/directory/server/answer-hsds.ts';
import { countHsds, listHsds } from '#features/directory/server/hsds.queries.ts';
import { basicService, fullService } from '#features/directory/server/hsds-service.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const { asked, wrong } = readAsked(url.searchParams);
	if (wrong.length > 0) return answerWrong(wrong);
	const filters = filtersOf(asked);
	if (!filters) return answerPage([], 0, asked);
	const [[counted], offers] = await locals.readPublic(
		countHsds(filters),
		listHsds(filters, ...windowOf(asked))
	);
	const contents = offers.map((offer) => {
		if (asked.isMinimal) return { id: offer.id, modified_date: offer.at.toISOString() };
		return asked.isFull ? fullService(offer) : basicService(offer);
	});
	return answerPage(contents, counted?.count ?? 0, asked);
};
