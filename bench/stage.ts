/** A PostgreSQL of the bench's own with the invented country in it, and the tovholdere who will ask. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { bootstrap } from '../src/server/database/bootstrap.ts';
import { startEmbeddedPostgres } from '../src/server/database/embedded-postgres.ts';
import { migrate, readMigrations } from '../src/server/database/migrate.ts';
import { MIGRATIONS } from '../src/server/database/open-database.ts';
// A day is text to whoever asks: said there, for all of a process.
import '../src/server/acting.ts';
import { remind } from '../src/server/jobs/remind.ts';
import { dayNow } from '../src/values/day.ts';
import { DEADLINE_DUTIES } from '../src/features/deadlines/duties.rules.ts';
import { BODY } from './works.ts';
import { seed, type Scale } from './seed.ts';

/** Somebody who asks: a tovholder with a session, and a pathway of theirs. */
export type Asker = { token: string; tenant: string; person: string; pathway: string };

export type Stage = {
	url: string;
	secret: string;
	port: number;
	folder: string;
	askers: Asker[];
	close(): Promise<void>;
};

const SECRET = 'a-secret-for-measuring-only-and-never-for-people';
const PORT = 38_100;
const ASKERS = 400;

/** Starts PostgreSQL in .cache/bench, and fills a database for this scale unless one stands there from an earlier run. */
export async function prepareStage(scale: Scale): Promise<Stage> {
	const folder = path.resolve('.cache/bench');
	const server = await startEmbeddedPostgres(path.join(folder, 'postgres'), { tell: () => {} });
	const migrations = await readMigrations(MIGRATIONS);
	const version = createHash('sha256')
		.update(JSON.stringify([scale, migrations, seed.toString()]))
		.digest('hex')
		.slice(0, 12);
	const name = `bench_${version}`;
	const address = new URL(server.url);
	const admin = await connect(address.href);
	const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
	if (!rowCount) {
		const filling = `${name}_filling`;
		await admin.query(`drop database if exists ${filling} with (force)`);
		await admin.query(`create database ${filling}`);
		address.pathname = filling;
		const client = await connect(address.href);
		const began = performance.now();
		await bootstrap(client, SECRET);
		await migrate(client, migrations);
		await seed(client, scale);
		await client.end();
		await admin.query(`alter database ${filling} rename to ${name}`);
		console.log(`filled the database in ${((performance.now() - began) / 1000).toFixed(0)} s`);
	}
	await admin.end();
	address.pathname = name;
	const client = await connect(address.href);
	await bootstrap(client, SECRET);
	await client.query(
		'create schema if not exists bare; create table if not exists bare.audit (tenant_id uuid, person_id uuid, action text, object_id uuid, at timestamptz default now())'
	);
	// What an earlier run wrote would make this run's pages longer.
	await client.query('delete from samspil.entry where body = $1', [BODY]);
	await client.query('truncate bare.audit');
	// People who have not been away: a session runs out after hours, and the database may be older than that.
	await client.query(
		`update identity.session set "createdAt" = now(), "expiresAt" = now() + interval '2 hours'`
	);
	const { rows } = await client.query<Asker>(
		`select s.token, t.tenant_id as tenant, t.person_id as person, t.pathway_id as pathway
		from samspil.tovholder t join identity.session s on s."userId" = t.person_id where t.until is null order by md5(t.id::text) limit $1`,
		[ASKERS]
	);
	await workTheDay(address.href);
	await client.query('vacuum analyze');
	await client.end();
	return {
		url: address.href,
		secret: SECRET,
		port: PORT,
		folder,
		askers: rows,
		close: () => server.stop()
	};
}

/** What the jobs of the day do once each morning is done, as it is in a municipality whose people are at work. */
async function workTheDay(url: string): Promise<void> {
	const pool = new pg.Pool({ connectionString: url, max: 2 });
	await remind(pool, dayNow(), DEADLINE_DUTIES);
	await pool.end();
}

async function connect(url: string): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	return client;
}
