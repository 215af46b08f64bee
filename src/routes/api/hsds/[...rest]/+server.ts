/** Whatever the exchange format does not know, told as its programs read it: an id that is none, a path that is none. */
import { answerNone } from '#features/directory/server/answer-hsds.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () => answerNone();
