/**
 * What happens to every request before its page: which language we answer in, who is asking with which hat, and
 * what day it is.
 */
import { randomBytes } from 'node:crypto';
import { building } from '$app/env';
import { isRedirect, redirect, text, type RequestEvent } from '@sveltejs/kit';
import {
	sequence,
	type Handle,
	type HandleServerError,
	type ServerInit
} from '@sveltejs/kit/hooks';
import {
	ownWords,
	packTyped,
	typedIn,
	type TypedText
} from '#features/accounts/typed-text.rules.ts';
import { DEADLINE_DUTIES } from '#features/deadlines/duties.rules.ts';
import { startImports } from '#features/directory/server/work-imports.ts';
import { isForeign, protect } from '#server/headers.ts';
import { takesFiles } from '#server/http/body-limits.ts';
import { openDigitalPost } from '#server/digital-post/choose-driver.ts';
import { startReceipts } from '#server/digital-post/read-receipts.ts';
import { cookieSecret } from '#server/identity/cookie-secret.ts';
import { isAway } from '#server/database/away.ts';
import { isClosed } from '#server/database/closed.ts';
import { openIdentity } from '#server/identity/identity.ts';
import { keepAliveWith } from '#server/identity/keep-alive.ts';
import { startJobs } from '#server/jobs/jobs.ts';
import { tellSecondFactor } from '#server/identity/second-factor.ts';
import { openSealing } from '#server/seal/seal-document.ts';
import { startSealing } from '#server/seal/seal-waiting.ts';
import { installationFacts } from '#server/installation-facts.ts';
import { withReturn, type Step } from '#server/entrance.ts';
import { installation, openInstallation } from '#server/installation.ts';
import { inItsLanguage } from '#server/language.ts';
import { logRequest } from '#server/log/log-request.ts';
import { framed, type Framed } from '#values/visitor.ts';
import { beginVisit, here, type Visits } from '#server/visits.ts';

let visits: Visits;

export const init: ServerInit = async () => {
	if (building) return;
	const { settings, log, database, attach } = await openInstallation();
	await tellSecondFactor(database, settings.secondFactor);
	const secret = cookieSecret(settings.secret);
	openIdentity({ pool: database.pools.identity, secret, origin: settings.origin, log });
	await openSealing(settings, database.pools.jobs);
	const digitalPost = openDigitalPost(settings);
	attach('jobs', () =>
		startJobs(
			database.pools.jobs,
			settings,
			(error) => log.error('failed', { part: 'jobs', error }),
			DEADLINE_DUTIES
		)
	);
	attach('seals', () =>
		startSealing(database.pools.jobs, (error) => log.error('failed', { part: 'seals', error }))
	);
	attach('imports', () =>
		startImports(database.pools, (error) => log.error('failed', { part: 'imports', error }))
	);
	if (digitalPost)
		attach('receipts', () =>
			startReceipts(database.pools.jobs, digitalPost, (error) =>
				log.error('failed', { part: 'digital-post', error })
			)
		);
	visits = {
		app: database.pools.app,
		secret,
		isHttps: settings.origin.startsWith('https:'),
		now: () => new Date(),
		installation: installationFacts(database.pools.app, !settings.smtpUrl),
		keepAlive: keepAliveWith(database.pools.identity)
	};
};

const measure: Handle = async ({ event, resolve }) => {
	if (event.isSubRequest) return resolve(event);
	const began = performance.now();
	let status = 500;
	try {
		const response = await resolve(event);
		status = response.status;
		return response;
	} catch (thrown) {
		if (isRedirect(thrown)) status = thrown.status;
		throw thrown;
	} finally {
		const answered = {
			route: event.route.id ?? undefined,
			method: event.request.method,
			status,
			milliseconds: performance.now() - began
		};
		const { log, measurements } = installation();
		logRequest(log, answered);
		measurements?.answered(answered);
	}
};

const language: Handle = ({ event, resolve }) =>
	inItsLanguage(event.request, (locale) =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
	);

const visit: Handle = async ({ event, resolve }) => {
	const { visit, unmet } = beginVisit(visits, event);
	// Property by property, since `visitor` and `token` change.
	Object.defineProperties(event.locals, Object.getOwnPropertyDescriptors(visit));
	const hasSession = visit.token !== undefined;
	const typed = isForm(event) ? copyOf(event) : undefined;
	const foreign = isForeign(event.request, event.url.origin, hasSession);
	let response = foreign ? text('Forbidden', { status: 403 }) : await resolve(event);
	const met = unmet() ?? (response.status === 503 ? '/try-again' : null);
	if (typed && met) response = await keepTyped(event, typed, met);
	else if (typed && !foreign && NOT_TAKEN.includes(response.status))
		response = (await giveBack(event, typed, response.status)) ?? response;
	else if (isFileNotThere(event, response)) response = await pageNotThere(event);
	if (response.status === 503) response.headers.set('retry-after', RETRY_AFTER);
	const isPersonal = hasSession || met !== null || response.headers.has('set-cookie');
	protect(response.headers, { isPersonal });
	return response;
};

const isForm = ({ request, isSubRequest }: RequestEvent) =>
	!isSubRequest &&
	request.method === 'POST' &&
	/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(
		request.headers.get('content-type') ?? ''
	);

/** The form once more, to give back what was typed; a file to keep is not held twice, and comes with no words of its own. */
const copyOf = ({ request, url }: RequestEvent): Request =>
	takesFiles(url.pathname)
		? new Request(request.url, {
				method: 'POST',
				headers: { accept: request.headers.get('accept') ?? '' },
				body: new FormData()
			})
		: request.clone();

/** A closed pathway takes nothing (RFC 4918: locked). */
const LOCKED = 423;

/** A page that is not there, and one that is not the sender's: both look the same. And one that takes nothing any more. */
const NOT_TAKEN = [403, 404, LOCKED];

/** When who was told that the database is away should come again, in seconds. */
const RETRY_AFTER = '10';

/** What a form may meet in the place of what it was sent for. */
type Unmet = Step | '/sign-in' | '/try-again';

/** Answers a form sent by script as SvelteKit writes an action that failed, with { unmet } in its own notation. */
const failedFor = (status: number, unmet: Unmet | '/not-there' | '/closed') =>
	Response.json(
		{ type: 'failure', status, data: JSON.stringify([{ unmet: 1 }, unmet]) },
		{ status }
	);

const isByScript = (request: Request) => !request.headers.get('accept')?.includes('text/html');

/**
 * The answer to a form that met no session or a step that comes first (401), or no database (503): what was typed is not
 * lost. A form sent by script stays as it stands on the page; without script the sign-in form, the way to the step, or a
 * button to send it again comes in its place and carries the text along.
 */
async function keepTyped(event: RequestEvent, request: Request, unmet: Unmet): Promise<Response> {
	const status = unmet === '/try-again' ? 503 : 401;
	if (isByScript(request)) return failedFor(status, unmet);
	const isSecret = isAboutProof(event);
	const fields = await readTyped(request);
	if (status === 401 && unmet !== '/sign-in' && ownWords(fields).length === 0)
		return new Response(null, {
			status: 303,
			headers: { location: withReturn(unmet as Step, here(event)) }
		});
	const carried = new FormData();
	carried.set('to', isSecret ? event.url.pathname : event.url.pathname + event.url.search);
	carried.set('typed', isSecret ? '' : packTyped(fields));
	carried.set('step', unmet);
	return event.fetch(status === 503 ? unmet : '/sign-in?/again', {
		method: 'POST',
		headers: { accept: 'text/html' },
		body: carried
	});
}

/**
 * The answer to a form whose page is not there, or not the sender's any more, or is about a pathway that has been closed: the
 * page that says so, with what they wrote to be copied. They alone see it, and nothing is kept. Nothing where they wrote
 * nothing, or where it proves who they are.
 */
async function giveBack(
	event: RequestEvent,
	request: Request,
	status: number
): Promise<Response | undefined> {
	if (isAboutProof(event)) return undefined;
	const fields = await readTyped(request);
	if (ownWords(fields).length === 0) return undefined;
	const isLocked = status === LOCKED;
	if (isByScript(request))
		return failedFor(isLocked ? LOCKED : 404, isLocked ? '/closed' : '/not-there');
	const carried = new FormData();
	carried.set('to', isLocked ? event.url.pathname : '/');
	carried.set('typed', packTyped(fields));
	return event.fetch(isLocked ? '/not-there?/closed' : '/not-there?/gone', {
		method: 'POST',
		headers: { accept: 'text/html' },
		body: carried
	});
}

/** A file that was asked for and not found, where SvelteKit answers with the page for what broke: only its pages say so. */
const isFileNotThere = ({ request, isSubRequest }: RequestEvent, { status, headers }: Response) =>
	status === 404 &&
	request.method === 'GET' &&
	!isSubRequest &&
	headers.get('content-type')?.startsWith('text/html') === true &&
	!headers.has('x-sveltekit-page');

/** The page of what is not there, or not for them: a file's looks like a page's. */
async function pageNotThere(event: RequestEvent): Promise<Response> {
	const { body, headers } = await event.fetch('/not-there', { headers: { accept: 'text/html' } });
	return new Response(body, { status: 404, headers });
}

/** What a person proves themselves with is typed again, and stands on no page in between. */
const isAboutProof = (event: RequestEvent) => event.route.id?.startsWith('/account') ?? true;

/** What was typed; nothing where the body is no form at all. */
async function readTyped(request: Request): Promise<TypedText> {
	return typedIn(await request.formData().catch(() => new FormData()));
}

/** Pages that are there before anybody has begun. */
const BEFORE_BEGINNING = /^\/(start|language|accessibility|try-again|healthz|readyz)(\/|$)/;

const begin: Handle = async ({ event, resolve }) => {
	const route = event.route.id;
	if (!route || BEFORE_BEGINNING.test(route)) return resolve(event);
	// Without a database the page itself says so.
	const hasBegun = ({ begun }: { begun: boolean }) => begun;
	const begun =
		(await event.locals.installation().then(hasBegun, () => true)) ||
		(await event.locals.installation(true).then(hasBegun, () => true));
	if (!begun) redirect(303, '/start');
	return resolve(event);
};

export const handle = sequence(measure, language, visit, begin);

/** Who met a page that is not there for them: as far as the page got, or asked now where it did not begin. */
async function whoMet({ locals }: RequestEvent): Promise<{ visitor?: Framed }> {
	try {
		if (!locals.visitor && locals.token) await locals.readPublic();
	} catch {
		// The page says the same to somebody it does not know.
	}
	return locals.visitor ? { visitor: framed(locals.visitor) } : {};
}

/**
 * What broke is logged under a number, and the page shows the number: nothing of the error reaches the browser. Where the
 * database is away nothing is broken, and the page says to try again.
 */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind !== 'unknown') return whoMet(event);
	const number = randomBytes(4).toString('hex');
	const route = event.route.id ?? 'none';
	const { log, measurements } = installation();
	if (isAway(error)) {
		log.error('the database is away', { route, method: event.request.method, error });
		return { status: 503, message: 'Service Unavailable' };
	}
	if (isClosed(error)) return { status: LOCKED, message: 'Locked' };
	log.error('broken', { number, route, method: event.request.method, error });
	measurements?.broke();
	return { message: 'Internal Error', number };
};
