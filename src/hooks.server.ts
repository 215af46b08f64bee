/**
 * What happens to every request before its page: which language we answer in, who is asking with which hat, and
 * what day it is.
 */
import { randomBytes } from 'node:crypto';
import { building } from '$app/env';
import { text } from '@sveltejs/kit';
import {
	sequence,
	type Handle,
	type HandleServerError,
	type ServerInit
} from '@sveltejs/kit/hooks';
import { paraglideMiddleware } from '#messages/server.js';
import { isForeign, protect } from '#server/headers.ts';
import { cookieSecret } from '#server/identity/cookie-secret.ts';
import { openIdentity } from '#server/identity/identity.ts';
import { keepAliveWith } from '#server/identity/keep-alive.ts';
import { installationFacts } from '#server/installation-facts.ts';
import { openInstallation } from '#server/installation.ts';
import { beginVisit, type Visits } from '#server/visits.ts';

let visits: Visits;

export const init: ServerInit = async () => {
	if (building) return;
	const { settings, database } = await openInstallation();
	const secret = cookieSecret(settings.secret);
	openIdentity({ pool: database.pools.identity, secret, origin: settings.origin });
	visits = {
		app: database.pools.app,
		secret,
		isHttps: settings.origin.startsWith('https:'),
		now: () => new Date(),
		installation: installationFacts(database.pools.app, !settings.smtpUrl),
		keepAlive: keepAliveWith(database.pools.identity)
	};
};

const language: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
	);

const visit: Handle = async ({ event, resolve }) => {
	const { visit, hasEnded } = beginVisit(visits, event);
	// Property by property, since `visitor` is one that changes.
	Object.defineProperties(event.locals, Object.getOwnPropertyDescriptors(visit));
	const hasSession = visit.token !== undefined;
	const response = isForeign(event.request, event.url.origin, hasSession)
		? text('Forbidden', { status: 403 })
		: await resolve(event);
	const isPersonal = hasSession || hasEnded() || response.headers.has('set-cookie');
	protect(response.headers, { isHttps: visits.isHttps, isPersonal });
	return response;
};

export const handle = sequence(language, visit);

/** What broke is logged under a number, and the page shows the number: nothing of the error reaches the browser. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind !== 'unknown') return;
	const number = randomBytes(4).toString('hex');
	console.error(JSON.stringify({ number, route: event.route.id, error: describe(error) }));
	return { message: 'Internal Error', number };
};

const describe = (error: unknown) => (error instanceof Error ? error.stack : String(error));
