/** An operator gets a setting wrong: one line that names it and says what it should be, and exit code 2. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../../src/server/database/test-database.ts';
import { freePort } from './open-samspil.ts';

const dataFolder = mkdtempSync(path.join(tmpdir(), 'samspil-settings-'));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
const database = await testDatabase();

/** Starts the server with settings that must end it; answers what it said and how it ended. */
async function tryToStart(extra: Record<string, string>) {
	const child = spawn(process.execPath, ['scripts/serve.ts'], {
		env: {
			PATH: process.env.PATH,
			PORT: String(await freePort()),
			SAMSPIL_DATA: dataFolder,
			SAMSPIL_SECRET: 'x'.repeat(32),
			NODE_ENV: 'production',
			...extra
		}
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
	const [status] = await once(child, 'close');
	return { said, status };
}

test.concurrent.each([
	['PORT', 'many'],
	['HOST', 'a b'],
	['HOST', '203.0.113.7'],
	['HOST', '256.1.1.1'],
	['HOST', 'nowhere.invalid'],
	['HOST', 'fe80::1'],
	['ORIGIN', 'samspil.solby.dk'],
	['SAMSPIL_DATA', '/dev/null/data'],
	['SAMSPIL_DATA', '/proc/samspil'],
	['SAMSPIL_SECRET', 'hunter2'],
	['DATABASE_URL', 'mysql://root:hunter2@db/samspil'],
	['DATABASE_POOL', 'none'],
	['DATABASE_PREPARE', 'maybe'],
	['SMTP_URL', 'https://user:hunter2@mail'],
	['MAIL_FROM', 'Samspil'],
	['SAMSPIL_SECOND_FACTOR', 'perhaps'],
	['OIDC_ISSUER', 'id.solby.dk'],
	['OIDC_CLIENT_ID', 'alone'],
	['OIDC_CLIENT_SECRET', 'hunter2'],
	['LOG_LEVEL', 'loud'],
	['METRICS_PORT', '70000'],
	['ADDRESS_HEADER', 'x forwarded for'],
	['XFF_DEPTH', 'deep']
])('%s=%s', async (name, value) => {
	const { said, status } = await tryToStart({ [name]: value });
	expect(said).toMatch(/^[A-Z_]+ must [^\n]+\n$/);
	expect(said).toContain(name);
	expect(said).not.toContain('hunter2');
	expect(status).toBe(2);
});

test.each(['PORT', 'METRICS_PORT'])('%s that is taken', async (name) => {
	const other = createServer().listen(0, '127.0.0.1');
	onTestFinished(() => void other.close());
	await once(other, 'listening');
	const { port } = other.address() as { port: number };
	const { said, status } = await tryToStart({ [name]: String(port) });
	expect(said).toBe(`${name} must be a free port: ${port} is taken.\n`);
	expect(status).toBe(2);
});

/** The address of the test server with another password, user or database. */
function outside(change: (url: URL) => void): string {
	const url = new URL(database.url);
	change(url);
	return url.href;
}

test.each([
	['a wrong password', outside((url) => (url.password = 'hunter2'))],
	['a database that is not there', outside((url) => (url.pathname = '/nowhere'))]
])('DATABASE_URL with %s', async (_, DATABASE_URL) => {
	const { said, status } = await tryToStart({ DATABASE_URL });
	expect(said).toMatch(/^DATABASE_URL must lead to a PostgreSQL that lets us in: [^\n]+\n$/);
	expect(said).not.toContain('hunter2');
	expect(status).toBe(2);
});

test('DATABASE_URL in the name of somebody who may not make what we need', async () => {
	const user = `weak_${process.pid}`;
	await database.owner.query(`create role ${user} login password 'hunter2'`);
	onTestFinished(async () => void (await database.owner.query(`drop role ${user}`)));
	const DATABASE_URL = outside((url) => {
		url.username = user;
		url.password = 'hunter2';
	});
	const { said, status } = await tryToStart({ DATABASE_URL });
	expect(said).toMatch(
		/^DATABASE_URL must lead to a PostgreSQL that lets us in: permission [^\n]+\n$/
	);
	expect(status).toBe(2);
});

test('a database that does not answer may be right and late: one line without its password, and exit code 1', async () => {
	const DATABASE_URL = `postgres://samspil:hunter2@127.0.0.1:${await freePort()}/samspil`;
	const { said, status } = await tryToStart({ DATABASE_URL });
	expect(said).toMatch(/^DATABASE_URL must lead to a PostgreSQL that answers: [^\n]+\n$/);
	expect(said).not.toContain('hunter2');
	expect(status).toBe(1);
});
