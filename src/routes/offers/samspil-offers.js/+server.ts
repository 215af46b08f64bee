/** The element for a municipality's own site, as a script that any site may load. */
import { EMBEDDED } from '#features/directory/embedded.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () =>
	new Response(EMBEDDED, {
		headers: {
			'content-type': 'text/javascript; charset=utf-8',
			'access-control-allow-origin': '*',
			'cache-control': 'public, max-age=3600'
		}
	});
