/** The second address of a process, for measurements alone: whoever may reach Samspil need not reach this. */
import http from 'node:http';

/** A server that listens. */
export type MetricsServer = { stop(): void };

/**
 * Listens at `host` and `port`, and answers /metrics with what `measure` says, or 503 while there is nothing to say.
 * Rejects when the port is taken.
 */
export async function startMetricsServer(
	{ host, port }: { host: string; port: number },
	measure: () => Promise<string | undefined>
): Promise<MetricsServer> {
	const server = http.createServer(async ({ method, url }, response) => {
		if (url?.split('?', 1)[0] !== '/metrics' || (method !== 'GET' && method !== 'HEAD'))
			return response.writeHead(404).end();
		const text = await measure().catch(() => undefined);
		if (text === undefined) return response.writeHead(503, { 'retry-after': '2' }).end();
		response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
		response.end(text);
	});
	server.headersTimeout = 15_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	return {
		stop() {
			server.close();
			server.closeAllConnections();
		}
	};
}
