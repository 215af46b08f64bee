/** A day in the life of an operator: starts it, gets a setting wrong, loses the database, stops it. */
import { spawnSync } from 'node:child_process';
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

const tryToStart = (extra: Record<string, string>) =>
	spawnSync(process.execPath, ['scripts/serve.ts'], {
		env: { PATH: process.env.PATH, SAMSPIL_DATA: dataFolder, ...extra },
		encoding: 'utf8'
	});

test('a wrong setting is one line that names it, and exit code 2', () => {
	const { status, stderr } = tryToStart({ PORT: 'many' });
	expect(stderr).toBe('PORT must be a whole number from 1 to 65535, not "many".\n');
	expect(status).toBe(2);
});

test('a port that is taken is named before anything else happens', async () => {
	const server = await startServer(environment);
	const { port } = new URL(server.origin);
	const { status, stderr } = tryToStart({ PORT: port });
	expect(stderr).toBe(`PORT must be a free port: ${port} is taken.\n`);
	expect(status).toBe(2);
	await server.stop();
});

test('an outside database that does not answer is one line, without its password', async () => {
	const DATABASE_URL = `postgres://samspil:hunter2@127.0.0.1:${await freePort()}/samspil`;
	const { status, stderr } = tryToStart({ PORT: String(await freePort()), DATABASE_URL });
	expect(stderr).toMatch(/^DATABASE_URL must lead to a PostgreSQL that lets us in: [^\n]+\n$/);
	expect(stderr).not.toContain('hunter2');
	expect(status).toBe(1);
});
