/** HSDS 3.1: one of the ways in which offers are sorted. */
import { answer, answerNone } from '#features/directory/server/answer-hsds.ts';
import { TERMS } from '#features/directory/server/hsds-service.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params }) => {
	const found = TERMS.find((each) => each.term.id === params.term);
	return found ? answer(found.term) : answerNone();
};
