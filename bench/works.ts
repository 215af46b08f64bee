/** The works that are measured: what is sent to our app, and what to the hand-written server. */
import { cookieSecret } from '../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../src/server/identity/session-cookie.ts';
import type { Plan } from './load.ts';
import type { Asker, Stage } from './stage.ts';

export const WORKS = ['pathway-page', 'my-list', 'write-entry', 'framework-page'] as const;
export type Work = (typeof WORKS)[number];

/** What an entry of the bench says, and is known by. */
export const BODY = 'Talte med borgeren om hverdagen og aftalte næste skridt.';

/** What to send for `work`, spread over all askers. */
export function planWork(
	{ askers, secret }: Stage,
	work: Work,
	origin: string,
	to: 'app' | 'bare',
	connections: number,
	seconds: number
): Plan {
	const request =
		to === 'app'
			? (asker: Asker) => ofApp(work, asker, origin, secret)
			: (asker: Asker) => ofBare(work, asker);
	const expects = to === 'app' && work === 'write-entry' ? 303 : 200;
	return { origin, connections, seconds, expects, requests: askers.map(request) };
}

function ofApp(
	work: Work,
	{ token, pathway }: Asker,
	origin: string,
	secret: string
): Plan['requests'][number] {
	const headers = {
		cookie: `${sessionCookie(false)}=${encodeURIComponent(signToken(token, cookieSecret(secret)))}`,
		accept: 'text/html'
	};
	switch (work) {
		case 'pathway-page':
			return { method: 'GET', path: `/pathways/${pathway}`, headers };
		case 'my-list':
			return { method: 'GET', path: '/api/pathways', headers };
		case 'framework-page':
			return { method: 'GET', path: '/framework', headers };
		case 'write-entry':
			return {
				method: 'POST',
				path: `/pathways/${pathway}/entries/new`,
				headers: { ...headers, origin, 'content-type': 'application/x-www-form-urlencoded' },
				body: new URLSearchParams({
					id: 'FRESH-ID',
					category: 'housing',
					kind: 'note',
					body: BODY
				}).toString()
			};
	}
}

function ofBare(work: Work, { tenant, person, pathway }: Asker): Plan['requests'][number] {
	const asked = new URLSearchParams({ tenant, person, pathway });
	if (work !== 'write-entry') return { method: 'GET', path: `/${work}?${asked}`, headers: {} };
	asked.set('body', BODY);
	return {
		method: 'POST',
		path: '/write-entry',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: asked.toString()
	};
}
