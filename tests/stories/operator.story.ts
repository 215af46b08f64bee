/** A day in the life of an operator: starts it, gets a setting wrong, loses the database, stops it. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { freePort, startServer } from './open-samspil.ts';

const dataFolder = mkdtempSync(path.join(tmpdir(), 'samspil-operator-'));
chmodSync(dataFolder, 0o711); // PostgreSQL's account must get through
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

const environment = { SAMSPIL_DATA: dataFolder, SAMSPIL_SECRET: '' };

const statusOf = (address: string) =>
	fetch(address, { headers: { accept: 'text/html' }, redirect: 'manual' }).then(
		({ status }) => status,
		() => 0
	);

test('it starts on an empty folder, says so, and is gone without a trace when told to stop', async () => {
	const server = await startServer(environment);
	expect(server.said()).toContain(`Samspil is ready: ${server.origin}`);
	expect(await statusOf(`${server.origin}/healthz`)).toBe(200);
	expect(await (await fetch(`${server.origin}/readyz`)).json()).toMatchObject({
		status: 'ready',
		database: true,
		migrations: true
	});
	const told = performance.now();
	expect(await server.stop()).toBe(0);
	expect(performance.now() - told).toBeLessThan(10_000);
	expect(() => readFileSync(path.join(dataFolder, 'postgres/cluster/postmaster.pid'))).toThrow();
});

test('a database that is killed comes back by itself, and requests with it', async () => {
	const server = await startServer(environment);
	const pidFile = path.join(dataFolder, 'postgres/cluster/postmaster.pid');
	const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
	const before = await statusOf(`${server.origin}/`);
	process.kill(pid, 'SIGKILL');
	await expect.poll(() => statusOf(`${server.origin}/readyz`)).toBe(503);
	expect(await statusOf(`${server.origin}/healthz`)).toBe(200);
	await expect.poll(() => statusOf(`${server.origin}/readyz`), { timeout: 20_000 }).toBe(200);
	expect(await statusOf(`${server.origin}/`)).toBe(before);
	expect(await server.stop('SIGINT')).toBe(0);
});

test('after kill -9 it starts again on the same folder', async () => {
	const killed = await startServer(environment);
	await killed.stop('SIGKILL');
	const next = await startServer(environment);
	expect(await statusOf(`${next.origin}/readyz`)).toBe(200);
	await next.stop();
});

test('measurements have an address of their own, and tell of nobody', async () => {
	const METRICS_PORT = String(await freePort());
	const server = await startServer({ ...environment, METRICS_PORT });
	await statusOf(`${server.origin}/sign-in?name=Rosenkilde`);
	await statusOf(`${server.origin}/nowhere/Rosenkilde`);
	const answer = await fetch(`http://127.0.0.1:${METRICS_PORT}/metrics`);
	expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
	const text = await answer.text();
	expect(text).toMatch(
		/^samspil_http_request_duration_seconds_count\{method="GET",route="\/sign-in",status="3xx"\} 1$/m
	);
	expect(text).toMatch(/_count\{method="GET",route="none",status="4xx"\} 1$/m);
	expect(text).toContain('samspil_works{part="database"} 1');
	expect(text).not.toContain('Rosenkilde');
	expect(await statusOf(`http://127.0.0.1:${METRICS_PORT}/`)).toBe(404);
	expect(await statusOf(`${server.origin}/metrics`)).not.toBe(200);
	expect(await server.stop()).toBe(0);
});
