/** Samspil behind a PgBouncer that lends its connections by transaction: a start, the invented data, a page and a form. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { malik } from '../../db/example/people.ts';
import { serviceAccount } from '../../src/server/database/service-account.ts';
import { testDatabase } from '../../src/server/database/test-database.ts';
import { hiddenFields, newCaller } from './caller.ts';
import { freePort, startServer } from './open-samspil.ts';

const isInstalled = !spawnSync('pgbouncer', ['--version']).error;
const database = await testDatabase();

/** Starts a PgBouncer before the test database; it asks PostgreSQL for the passwords of those who come. */
async function startBouncer(): Promise<string> {
	const { pathname, username, password, searchParams } = new URL(database.url);
	const port = await freePort();
	const folder = mkdtempSync(path.join(tmpdir(), 'samspil-bouncer-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	writeFileSync(path.join(folder, 'users'), `"${username}" "${decodeURIComponent(password)}"\n`);
	writeFileSync(
		path.join(folder, 'ini'),
		`[databases]
${pathname.slice(1)} = host=${searchParams.get('host')} port=5432 auth_user=${username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${folder}/users
auth_query = select usename, passwd from pg_shadow where usename = $1
pool_mode = transaction
default_pool_size = 3
`
	);
	chmodSync(folder, 0o755);
	// It refuses to be root, and the socket of the test server is closed to others than its account.
	const account = serviceAccount();
	if (account) chownSync(path.join(folder, 'users'), account.uid, account.gid);
	const bouncer = spawn('pgbouncer', [path.join(folder, 'ini')], {
		...(account && { uid: account.uid, gid: account.gid }),
		stdio: ['ignore', 'ignore', 'pipe']
	});
	onTestFinished(() => void bouncer.kill('SIGKILL'));
	let said = '';
	const up = new Promise<void>((resolve, reject) => {
		bouncer.stderr.on('data', (text) => {
			said += text;
			if (said.includes('process up')) resolve();
		});
		void once(bouncer, 'exit').then(() => reject(new Error(`PgBouncer ended: ${said}`)));
	});
	await up;
	const url = new URL(`postgres://127.0.0.1:${port}${pathname}`);
	url.username = username;
	url.password = password;
	return url.href;
}

test.skipIf(!isInstalled)(
	'with DATABASE_PREPARE=off many people read and write at once over three connections',
	async () => {
		const DATABASE_URL = await startBouncer();
		const server = await startServer({ DATABASE_URL, DATABASE_PREPARE: 'off' }, '--demo');
		onTestFinished(async () => void (await server.stop()));
		const callers = Array.from({ length: 8 }, () => newCaller(server.origin));
		await Promise.all(callers.map((each) => each.be(malik)));
		const pages = await Promise.all(
			Array.from({ length: 40 }, (_, index) => callers[index % 8]!.get('/me'))
		);
		expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
		const sent = await Promise.all(
			callers.map((each, index) =>
				each.send('/me?/tell', {
					...hiddenFields(pages[index]!, '/me?/tell'),
					question: 'story',
					body: `Jeg vil gerne have en hund. ${index}`
				})
			)
		);
		expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 303));
		const { body } = await callers[0]!.get('/me');
		for (const index of callers.keys()) expect(body).toContain(`en hund. ${index}`);
		expect(server.said()).not.toContain('"level":"error"');
	}
);
