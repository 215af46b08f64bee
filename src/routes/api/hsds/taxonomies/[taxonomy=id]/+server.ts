/** HSDS 3.1: one of the ways in which offers are sorted. */
import { answer, answerNone } from '#features/directory/server/answer-hsds.ts';
import { TAXONOMIES } from '#features/directory/server/hsds-service.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params }) => {
	const found = TAXONOMIES.find((each) => each.taxonomy.id === params.taxonomy);
	return found ? answer(found.taxonomy) : answerNone();
};
