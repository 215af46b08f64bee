/** HSDS 3.1: those who give the offers of open directories. */
import { readAsked } from '#features/directory/hsds-asked.ts';
import {
	answerPage,
	answerWrong,
	filtersOf,
	windowOf
} from '#features/directory/server/answer-hsds.ts';
import { listGivers } from '#features/directory/server/hsds.queries.ts';
import { giverAsOrganization } from '#features/directory/server/hsds-service.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const { asked, wrong } = readAsked(url.searchParams);
	if (wrong.length > 0) return answerWrong(wrong);
	const filters = filtersOf(asked);
	if (!filters) return answerPage([], 0, asked);
	const [givers] = await locals.readPublic(listGivers(filters, ...windowOf(asked)));
	return answerPage(givers.map(giverAsOrganization), givers[0]?.total ?? 0, asked);
};
