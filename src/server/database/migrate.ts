/**
 * Brings the tables up to date: the numbered SQL files of db/migrations, in order, each in one transaction,
 * each once. Forward only; a file that has been applied is never edited, and we check that it was not.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { OWNER, PREPARING_LOCK } from './bootstrap.ts';

/** One file of db/migrations. */
export type Migration = { name: string; sql: string; hash: string };

type Applied = { name: string; hash: string };

/**
 * The migrations in `folder`, in order. Throws one clear line where a number is used twice. Numbers may be left
 * out: work on different parts takes them from different tens.
 */
export async function readMigrations(folder: string): Promise<Migration[]> {
	const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
	files.forEach((file, index) => {
		if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(file))
			throw new Error(`${file}: a migration is named like 0007_pathways.sql.`);
		const before = files[index - 1];
		if (before?.slice(0, 4) === file.slice(0, 4))
			throw new Error(`${file}: ${before} has this number already; each is used once.`);
	});
	return Promise.all(
		files.map(async (file) => {
			const sql = await readFile(path.join(folder, file), 'utf8');
			if (/^\s*(begin|commit|rollback)\s*;/im.test(sql))
				throw new Error(
					`${file}: a migration runs in one transaction and neither opens nor ends it.`
				);
			return { name: file.replace('.sql', ''), sql, hash: hashOf(sql) };
		})
	);
}

/**
 * Applies those of `migrations` that the database of `admin` has not seen, as the owner role. Answers the names
 * of those applied now. Processes that do this, or prepare the database, at the same time wait for each other.
 */
export async function migrate(admin: pg.ClientBase, migrations: Migration[]): Promise<string[]> {
	const appliedNow: string[] = [];
	for (;;) {
		await admin.query('begin');
		try {
			const next = await findNext(admin, migrations);
			if (next) {
				await apply(admin, next);
				appliedNow.push(next.name);
			}
			await admin.query('commit');
			if (!next) return appliedNow;
		} catch (cause) {
			await admin.query('rollback');
			throw cause;
		}
	}
}

/** The names of the migrations that the database of `client` is still missing; empty when it is ready. */
export async function findMissing(
	client: pg.ClientBase | pg.Pool,
	migrations: Migration[]
): Promise<string[]> {
	const { rows } = await client.query<Applied>('select name, hash from samspil.migration');
	const applied = new Set(rows.map(({ name }) => name));
	return migrations.filter(({ name }) => !applied.has(name)).map(({ name }) => name);
}

/** The first migration not applied yet, read under a lock that is held until the transaction ends. */
async function findNext(
	admin: pg.ClientBase,
	migrations: Migration[]
): Promise<Migration | undefined> {
	await admin.query('select pg_advisory_xact_lock($1)', [PREPARING_LOCK]);
	await admin.query(`set local role ${OWNER}`);
	await admin.query(`set local search_path = samspil`);
	await admin.query(`create table if not exists samspil.migration (
		name text primary key,
		hash text not null,
		applied_at timestamptz not null default now()
	)`);
	await admin.query('grant select on samspil.migration to samspil_app');
	const { rows } = await admin.query<Applied>(
		'select name, hash from samspil.migration order by name'
	);
	const applied = new Map(rows.map((row) => [row.name, row.hash]));
	requireKnown([...applied.keys()], migrations);
	for (const migration of migrations) {
		const hash = applied.get(migration.name);
		if (hash === undefined) return requireLater(migration, rows.at(-1)?.name);
		if (hash !== migration.hash)
			throw new Error(
				`${migration.name}.sql was changed after it was applied: put it back, and make the change in a new file.`
			);
	}
	return undefined;
}

function requireKnown(applied: string[], migrations: Migration[]): void {
	const known = new Set(migrations.map(({ name }) => name));
	const unknown = applied.find((name) => !known.has(name));
	if (unknown)
		throw new Error(
			`The database has had migration ${unknown}, which this version of Samspil does not know: run the newer version.`
		);
}

/** A file that slips in before one that was applied would give other databases another order. */
function requireLater(migration: Migration, last: string | undefined): Migration {
	if (last === undefined || migration.name > last) return migration;
	throw new Error(
		`${migration.name}.sql comes before ${last}, which was applied already: give it a later number.`
	);
}

async function apply(admin: pg.ClientBase, { name, sql, hash }: Migration): Promise<void> {
	try {
		await admin.query(sql);
	} catch (cause) {
		throw new Error(`Migration ${name} failed: ${lineOf(cause, sql)}`, { cause });
	}
	await admin.query('insert into samspil.migration (name, hash) values ($1, $2)', [name, hash]);
}

/** PostgreSQL's complaint with the line of the file it is about. */
function lineOf(cause: unknown, sql: string): string {
	const { message, position, where } = cause as {
		message: string;
		position?: string;
		where?: string;
	};
	const line = position && sql.slice(0, Number(position)).split('\n').length;
	return [message, line && `(line ${line})`, where].filter(Boolean).join(' ');
}

// Line endings are git's affair and change nothing.
const hashOf = (sql: string) =>
	createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
