/** The description of the API for programs. */
import { answer } from '#features/directory/server/answer-hsds.ts';
import { openApi } from '#features/directory/server/openapi.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url }) => answer(openApi(url.origin));
