import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PREPARING_LOCK } from './bootstrap.ts';
import { findMissing, migrate, readMigrations } from './migrate.ts';
import { MIGRATIONS } from './open-database.ts';
import { testDatabase } from './test-database.ts';

const folderWith = (files: Record<string, string>) => {
	const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	for (const [name, sql] of Object.entries(files)) writeFileSync(path.join(folder, name), sql);
	return readMigrations(folder);
};

test.each([
	['a number used twice', { '0001_a.sql': '', '0001_b.sql': '' }, /0001_b.sql: 0001_a.sql has/],
	['another name', { 'first.sql': '' }, /first.sql: a migration is named like 0007/],
	['its own commit', { '0001_a.sql': 'select 1;\ncommit;' }, /0001_a.sql: .* one transaction/]
])('a folder with %s is refused', async (_, files, complaint) => {
	await expect(folderWith(files)).rejects.toThrow(complaint);
});

test('each file is applied once, also when several processes start together', async () => {
	const { owner } = await testDatabase();
	const released = await readMigrations(MIGRATIONS);
	const next = {
		name: '9999_counting',
		hash: 'x',
		sql: 'create table counted (); alter table counted add column once int;'
	};
	const clients = await Promise.all([owner.connect(), owner.connect(), owner.connect()]);
	const applied = await Promise.all(clients.map((each) => migrate(each, [...released, next])));
	for (const client of clients) client.release();
	expect(applied.flat()).toEqual(['9999_counting']);
	const { rows } = await owner.query(
		`select tableowner from pg_tables where tablename = 'counted'`
	);
	expect(rows).toEqual([{ tableowner: 'samspil_owner' }]);
	expect(await findMissing(owner, [...released, next])).toEqual([]);
});

test('who brings the tables up to date waits for who still prepares the database', async () => {
	const { owner } = await testDatabase();
	const released = await readMigrations(MIGRATIONS);
	const next = {
		name: '9999_granting',
		hash: 'x',
		sql: 'grant usage on schema samspil to samspil_identity'
	};
	const [preparing, migrating] = [await owner.connect(), await owner.connect()];
	await preparing.query('begin');
	await preparing.query('select pg_advisory_xact_lock($1)', [PREPARING_LOCK]);
	await preparing.query('grant usage on schema samspil to samspil_identity');
	const applied = migrate(migrating, [...released, next]);
	await expect
		.poll(async () => {
			const { rows } = await owner.query(`select 1 from pg_locks where not granted
				and database = (select oid from pg_database where datname = current_database())`);
			return rows.length;
		})
		.toBe(1);
	await preparing.query('commit');
	expect(await applied).toEqual(['9999_granting']);
	preparing.release();
	migrating.release();
});

test('a file that fails leaves nothing behind and says where', async () => {
	const { owner } = await testDatabase();
	const released = await readMigrations(MIGRATIONS);
	const broken = { name: '9999_broken', hash: 'x', sql: 'create table half ();\nselect nonsense;' };
	const client = await owner.connect();
	await expect(migrate(client, [...released, broken])).rejects.toThrow(/9999_broken .*\(line 2\)/);
	client.release();
	expect((await owner.query(`select to_regclass('samspil.half') as half`)).rows[0].half).toBeNull();
	expect(await findMissing(owner, [...released, broken])).toEqual(['9999_broken']);
});

test('a file changed or slipped in after the fact is refused, and so is an older program', async () => {
	const { owner } = await testDatabase();
	const released = await readMigrations(MIGRATIONS);
	const next = { name: '9999_next', hash: 'as applied', sql: 'select 1' };
	const client = await owner.connect();
	await migrate(client, [...released, next]);
	await expect(migrate(client, [...released, { ...next, hash: 'edited' }])).rejects.toThrow(
		'9999_next.sql was changed after it was applied'
	);
	await expect(migrate(client, released)).rejects.toThrow('run the newer version');
	const late = { name: '9998_late', hash: 'x', sql: 'select 1' };
	await expect(migrate(client, [...released, late, next])).rejects.toThrow(
		'9998_late.sql comes before 9999_next'
	);
	client.release();
});
