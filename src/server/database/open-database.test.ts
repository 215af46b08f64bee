import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { bootstrap } from './bootstrap.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { connectAdmin, openDatabase } from './open-database.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'samspil-outside-'));
chmodSync(folder, 0o711); // PostgreSQL's account must get through
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secret = 'a secret of some length for this test';

test('an outside database serves, in the name of a user who is no superuser', async () => {
	const server = await startEmbeddedPostgres(folder, { settings: { fsync: 'off' } });
	const superuser = await connectAdmin(server.url);
	await superuser.query(`create role keeper login createrole password 'keeper'`);
	await superuser.query('create database solby owner keeper');
	await superuser.end();
	const address = new URL(server.url);
	Object.assign(address, { username: 'keeper', password: 'keeper', pathname: '/solby' });
	const settings = { dataFolder: folder, databaseUrl: address.href, secret, poolSize: 2 };

	for (const start of ['first', 'second']) {
		const { pools, close } = await openDatabase(settings);
		const { rows } = await pools.app.query('select current_user as role, current_schema as schema');
		expect(rows, start).toEqual([{ role: 'samspil_app', schema: 'samspil' }]);
		await pools.jobs.query(`create table jobs.${start} ()`);
		await close();
	}
	await server.stop();
});

test('a PostgreSQL that is too old is refused in one line', async () => {
	const old = { query: async () => ({ rows: [{ server_version: '14.12' }] }) };
	await expect(bootstrap(old as unknown as pg.ClientBase, secret)).rejects.toThrow(
		/^PostgreSQL 14\.12 is too old: Samspil needs 15 or newer\.$/
	);
});
