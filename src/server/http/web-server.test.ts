import { once } from 'node:events';
import http, { type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { connect, createServer } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { HTTPS_ONLY } from '../headers.ts';
import { chooseEncoding } from './compress.ts';
import { LARGEST_BODY, LARGEST_UPLOAD_BODY } from './body-limits.ts';
import { startWebServer } from './web-server.ts';

const PAGE = `<h1>${'Rødgrød med fløde. '.repeat(300)}</h1>`;

const page: RequestListener = (_, response) => {
	response.setHeader('content-type', 'text/html; charset=utf-8');
	response.setHeader('content-length', Buffer.byteLength(PAGE));
	response.setHeader('etag', '"1"');
	response.writeHead(200);
	response.write(PAGE);
	response.end();
};

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as { port: number };
	server.close();
	await once(server, 'close');
	return port;
}

async function start(handle: RequestListener, options: { origin?: string; parts?: object } = {}) {
	const port = await freePort();
	const { origin = `http://localhost:${port}`, parts = { database: true } } = options;
	const server = await startWebServer({ port, host: '127.0.0.1', origin, isOriginChosen: false });
	onTestFinished(() => server.stop(0));
	const serve = () =>
		server.serve({ handle, readiness: async () => parts as Record<string, boolean> });
	return { server, serve, port, ask: (path: string, extra: Ask = {}) => ask(port, path, extra) };
}

type Ask = { method?: string; headers?: Record<string, string>; body?: Buffer };

/** Asks as a browser does that came by localhost; fetch would not let us see what travels. */
async function ask(port: number, path: string, { method = 'GET', headers = {}, body }: Ask = {}) {
	const request = http.request({ port, host: '127.0.0.1', path, method, agent: false });
	request.setHeader('host', `localhost:${port}`);
	for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
	request.on('error', () => {}); // the server may hang up on a body that it does not want
	request.end(body);
	const [response] = (await once(request, 'response')) as [http.IncomingMessage];
	const received = Buffer.concat(await response.toArray());
	return {
		status: response.statusCode,
		headers: response.headers as IncomingHttpHeaders,
		received
	};
}

test('an address with a NUL in it is none, whatever page it may be meant for', async () => {
	const { ask, serve } = await start(page);
	serve();
	expect((await ask('/answers/%00')).status).toBe(400);
	expect((await ask('/pool?find=a%00b')).status).toBe(400);
	expect((await ask('/pool?find=100%25')).status).toBe(200);
});

test('before the app is ready it lives, is not ready, and asks people to come again', async () => {
	const { ask, serve } = await start(page);
	expect((await ask('/healthz')).status).toBe(200);
	expect((await ask('/readyz')).status).toBe(503);
	expect(await ask('/')).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
	serve();
	expect((await ask('/readyz')).status).toBe(200);
	expect((await ask('/')).status).toBe(200);
});

test('readiness names the part that does not work', async () => {
	const { ask, serve } = await start(page, { parts: { database: true, jobs: false } });
	serve();
	const { status, received } = await ask('/readyz');
	expect(status).toBe(503);
	expect(JSON.parse(received.toString())).toEqual({
		status: 'not ready',
		database: true,
		jobs: false
	});
});

test.each([
	['br', brotliDecompressSync],
	['gzip', gunzipSync]
])('a page travels as %s and arrives whole', async (encoding, restore) => {
	const { ask, serve } = await start(page);
	serve();
	const { headers, received } = await ask('/', { headers: { 'accept-encoding': encoding } });
	expect(headers).toMatchObject({
		'content-encoding': encoding,
		vary: 'accept-encoding',
		etag: 'W/"1"'
	});
	expect(received.length).toBe(Number(headers['content-length']));
	expect(received.length).toBeLessThan(PAGE.length / 5);
	expect(restore(received).toString()).toBe(PAGE);
});

test('short answers, streams and those already compressed pass as they are', async () => {
	for (const [name, value, body] of [
		['content-length', '5', 'short'],
		['transfer-encoding', 'chunked', PAGE],
		['content-encoding', 'br', PAGE]
	] as const) {
		const { ask, serve } = await start((_, response) => {
			response.setHeader('content-type', 'text/html');
			response.setHeader(name, value);
			response.writeHead(200);
			response.write(body);
			response.end();
		});
		serve();
		const { received } = await ask('/', { headers: { 'accept-encoding': 'br' } });
		expect(received.toString()).toBe(body);
	}
});

test.each([
	['gzip, deflate, br', 'br'],
	['GZIP;q=0.5', 'gzip'],
	['br;q=0, gzip', 'gzip'],
	['br;q=0.0', undefined],
	['deflate', undefined],
	[undefined, undefined]
])('of %j we choose %j', (accepted, chosen) => {
	expect(chooseEncoding(accepted)).toBe(chosen);
});

/** Says what the app is told of a body. */
const reader: RequestListener = (request, response) => {
	response.writeHead(request.headers['x-samspil-too-large'] ? 413 : 200);
	response.end(request.headers['content-length']);
};
const FILES = `/agreements/${crypto.randomUUID()}/files`;

test('of a body over the limit the app is told, and sees nothing of it', async () => {
	const { ask, serve } = await start(reader);
	serve();
	const post = async (path: string, length: number) => {
		const { status, received } = await ask(path, { method: 'POST', body: Buffer.alloc(length) });
		return `${status} ${received}`;
	};
	expect(await post('/', LARGEST_BODY)).toBe(`200 ${LARGEST_BODY}`);
	expect(await post('/', LARGEST_BODY + 1)).toBe('413 0');
	expect(await post(`${FILES}?/add`, LARGEST_BODY + 1)).toBe(`200 ${LARGEST_BODY + 1}`);
	expect(await post(FILES, LARGEST_UPLOAD_BODY + 1)).toBe('413 0');
	expect(await post('/verify', LARGEST_UPLOAD_BODY)).toBe('413 0');
});

test('of 200 MB nothing is kept, the sender is answered, and the line serves the next', async () => {
	const { serve, port } = await start(reader);
	serve();
	const before = process.memoryUsage().rss;
	const part = Buffer.alloc(1_000_000);
	const socket = connect(port, '127.0.0.1');
	onTestFinished(() => void socket.destroy());
	let heard = '';
	socket.on('data', (text) => (heard += text));
	socket.write(
		`POST ${FILES} HTTP/1.1\r\nhost: localhost:${port}\r\ncontent-length: ${200 * part.length}\r\n\r\n`
	);
	for (let sent = 0; sent < 200; sent += 1) if (!socket.write(part)) await once(socket, 'drain');
	await expect.poll(() => heard).toContain('HTTP/1.1 413');
	expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
	socket.write(`GET / HTTP/1.1\r\nhost: localhost:${port}\r\n\r\n`);
	await expect.poll(() => heard).toContain('HTTP/1.1 200');
});

test('what says nothing of its length is taken only where files are, and nobody says for us that it is too large', async () => {
	const { ask, serve } = await start(reader);
	serve();
	const unsaid = { method: 'POST', headers: { 'transfer-encoding': 'chunked' } };
	expect((await ask('/', unsaid)).status).toBe(411);
	expect((await ask(FILES, unsaid)).status).toBe(200);
	const claim = { headers: { 'x-samspil-too-large': '1' } };
	expect((await ask('/', claim)).status).toBe(200);
});

test('a request that is no HTTP is answered 400 and harms nobody else', async () => {
	const { port, ask, serve } = await start(page);
	serve();
	const socket = connect(port, '127.0.0.1');
	socket.write('GET / nonsense\r\n\r\n');
	const [answer] = await once(socket, 'data');
	expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
	socket.destroy();
	expect((await ask('/')).status).toBe(200);
});

test('the app is told our address, whatever a client claims', async () => {
	let told: IncomingHttpHeaders = {};
	const { ask, serve } = await start(
		(request, response) => {
			told = request.headers;
			response.end();
		},
		{ origin: 'https://samspil.solby.dk' }
	);
	serve();
	const { headers } = await ask('/', {
		headers: { 'x-samspil-host': 'evil.example', 'x-samspil-protocol': 'http' }
	});
	expect(told).toMatchObject({
		'x-samspil-host': 'samspil.solby.dk',
		'x-samspil-protocol': 'https'
	});
	expect(headers['strict-transport-security']).toBe(HTTPS_ONLY);
});

test('plain http is not told to be https for a year', async () => {
	const { ask, serve } = await start(page);
	serve();
	expect((await ask('/')).headers['strict-transport-security']).toBeUndefined();
});

test('who types 127.0.0.1 is led to localhost, where forms work', async () => {
	const { ask, serve, port } = await start(page);
	serve();
	const answer = await ask('/a?b=c', { headers: { host: `127.0.0.1:${port}` } });
	expect(answer).toMatchObject({
		status: 307,
		headers: { location: `http://localhost:${port}/a?b=c` }
	});
});

test('stopping finishes what runs and takes nothing new', async () => {
	const arrived = Promise.withResolvers<() => void>();
	const { ask, serve, server } = await start((_, response) =>
		arrived.resolve(() => response.end('done'))
	);
	serve();
	const running = ask('/');
	const finish = await arrived.promise;
	const stopped = server.stop(10_000);
	await expect(ask('/')).rejects.toThrow('ECONNREFUSED');
	finish();
	expect((await running).received.toString()).toBe('done');
	await stopped;
});
