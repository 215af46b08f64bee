/** HSDS 3.1: one service with all that hangs on it. */
import { answer, answerNone } from '#features/directory/server/answer-hsds.ts';
import { findHsds } from '#features/directory/server/hsds.queries.ts';
import { fullService } from '#features/directory/server/hsds-service.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const [[offer]] = await locals.readPublic(findHsds(params.service));
	return offer ? answer(fullService(offer)) : answerNone();
};
