/** HSDS 3.1: one service at one place. */
import { answer, answerNone } from '#features/directory/server/answer-hsds.ts';
import { findHsdsAt } from '#features/directory/server/hsds.queries.ts';
import { placedService } from '#features/directory/server/hsds-service.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const [[offer]] = await locals.readPublic(findHsdsAt(params.at));
	return offer ? answer(placedService(offer)) : answerNone();
};
