/** HSDS 3.1: services at the places where they are given. */
import { readAsked } from '#features/directory/hsds-asked.ts';
import {
	answerPage,
	answerWrong,
	filtersOf,
	windowOf
} from '#features/directory/server/answer-hsds.ts';
import { countHsds, listHsds } from '#features/directory/server/hsds.queries.ts';
import { placedService, serviceAtLocation } from '#features/directory/server/hsds-service.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const { asked, wrong } = readAsked(url.searchParams);
	if (wrong.length > 0) return answerWrong(wrong);
	const filters = filtersOf(asked);
	if (!filters) return answerPage([], 0, asked);
	const placed = { ...filters, isPlaced: true };
	const [[counted], offers] = await locals.readPublic(
		countHsds(placed),
		listHsds(placed, ...windowOf(asked))
	);
	const contents = offers.map((offer) =>
		asked.isFull ? placedService(offer) : serviceAtLocation(offer)
	);
	return answerPage(contents, counted?.count ?? 0, asked);
};
