/** HSDS 3.1: what this API is. */
import { answer } from '#features/directory/server/answer-hsds.ts';
import type { RequestHandler } from './$types';

/** With a slash at its end too: another site does not follow a redirect. */
export const trailingSlash = 'ignore';

export const GET: RequestHandler = ({ url }) =>
	answer({
		version: '3.1.1',
		profile: 'https://docs.openreferral.org/en/3.1.1/hsds/overview.html',
		openapi_url: `${url.origin}/api/hsds/openapi.json`
	});
