/**
 * The HTTP server around the app: it listens at once, says whether it is well, keeps requests within limits, and
 * stops without dropping what runs.
 */
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { HTTPS_ONLY } from '../headers.ts';
import { forgetClaims, leaveUnread, mostFor, takesFiles } from './body-limits.ts';
import { compress } from './compress.ts';

/** A server that listens. */
export type WebServer = {
	/** Hands requests to the app from now on; until then they are asked to come again. */
	serve(app: App): void;
	/** Takes no new requests, waits for those that run, at most `patience` milliseconds. */
	stop(patience: number): Promise<void>;
};

/** What answers requests, and how well it is. */
export type App = {
	handle: RequestListener;
	readiness(): Promise<Record<string, boolean>>;
};

type Options = {
	port: number;
	host: string;
	/** The address people type; see Settings. */
	origin: string;
	/** Whether the operator chose that address. */
	isOriginChosen: boolean;
};

const SECOND = 1_000;

/** Listens at `host` and `port`. Rejects when the port is taken. */
export async function startWebServer(options: Options): Promise<WebServer> {
	let app: App | undefined;
	let isStopping = false;
	const isHttps = options.origin.startsWith('https:');

	const server = http.createServer((request, response) => {
		if (isStopping) response.setHeader('connection', 'close');
		if (isHttps) response.setHeader('strict-transport-security', HTTPS_ONLY);
		const path = request.url?.split('?', 1)[0] ?? '';
		if (path === '/healthz') return answerJson(response, 200, { status: 'alive' });
		if (path === '/readyz') return void answerReadiness(response, isStopping ? undefined : app);
		// PostgreSQL takes no NUL in a text, and no address of ours has one.
		if (/%00/.test(request.url ?? ''))
			return answerText(response, 400, 'No page has such an address.');
		if (!app) return answerText(response, 503, 'Samspil is starting. Try again in a moment.');
		forgetClaims(request);
		const length = request.headers['content-length'];
		// Whatever comes without saying how long it is may be as long as the longest that anybody may send.
		if (length === undefined && request.headers['transfer-encoding'] && !takesFiles(path))
			return answerText(response, 411, 'Say how much is sent.');
		if (Number(length ?? 0) > mostFor(path)) leaveUnread(request);
		if (!options.isOriginChosen && isOnLoopback(request))
			return redirect(response, `${options.origin}${request.url}`);

		stateOrigin(request, options.origin);
		compress(request, response);
		app.handle(request, response);
	});
	server.headersTimeout = 15 * SECOND;
	// A file to keep takes its time on a poor line.
	server.requestTimeout = 300 * SECOND;
	// Longer than the usual 60 s of a proxy in front, which must not find a connection closed that it wants to use.
	server.keepAliveTimeout = 75 * SECOND;

	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port, options.host, resolve);
	});

	return {
		serve(ready) {
			app = ready;
		},
		async stop(patience) {
			isStopping = true;
			const closed = new Promise((resolve) => server.close(resolve));
			const deadline = setTimeout(() => server.closeAllConnections(), patience);
			await closed;
			clearTimeout(deadline);
		}
	};
}

/**
 * The app asks these two headers for its own address, which decides what counts as a form post from another site.
 * Whatever a client or proxy wrote there does not count.
 */
export const ORIGIN_HEADERS = { protocol: 'x-samspil-protocol', host: 'x-samspil-host' };

function stateOrigin(request: IncomingMessage, origin: string): void {
	const { protocol, host } = new URL(origin);
	request.headers[ORIGIN_HEADERS.protocol] = protocol.slice(0, -1);
	request.headers[ORIGIN_HEADERS.host] = host;
}

/** Whether a person typed 127.0.0.1 where our address says localhost: their forms would be refused as foreign. */
const isOnLoopback = ({ method, headers }: IncomingMessage) =>
	(method === 'GET' || method === 'HEAD') &&
	/^(127\.0\.0\.1|\[::1\])(:|$)/.test(headers.host ?? '');

async function answerReadiness(response: ServerResponse, app: App | undefined): Promise<void> {
	const parts = (await app?.readiness()) ?? { running: false };
	const isReady = Object.values(parts).every(Boolean);
	answerJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready', ...parts });
}

function answerJson(response: ServerResponse, status: number, body: object): void {
	const text = JSON.stringify(body);
	response.writeHead(status, {
		'content-type': 'application/json',
		'content-length': text.length,
		'cache-control': 'no-store'
	});
	response.end(text);
}

function answerText(response: ServerResponse, status: number, text: string): void {
	response.writeHead(status, {
		'content-type': 'text/plain; charset=utf-8',
		'cache-control': 'no-store',
		...(status === 503 && { 'retry-after': '2' }),
		connection: 'close' // what is left of the request's body is not read
	});
	response.end(`${text}\n`);
}

function redirect(response: ServerResponse, location: string): void {
	response.writeHead(307, { location, 'cache-control': 'no-store' }).end();
}
