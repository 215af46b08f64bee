/**
 * Opens the database of an installation: starts the embedded PostgreSQL or joins an outside one, prepares it,
 * and brings it up to date.
 */
import path from 'node:path';
import pg from 'pg';
import { bootstrap } from './bootstrap.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate, readMigrations } from './migrate.ts';
import { addressFor, closePools, openPools, type Pools } from './pool.ts';
import { feelPulse } from './pulse.ts';

/** An open database. */
export type Database = {
	pools: Pools;
	/** A new connection with all rights, for upkeep from the command line; the caller ends it. */
	admin(): Promise<pg.Client>;
	/** Ends the connections, and the embedded server with them. */
	close(): Promise<void>;
};

/** What must be known to open the database; a part of Settings. */
export type DatabaseSettings = {
	/** Where the embedded server keeps its data. */
	dataFolder: string;
	/** An outside PostgreSQL, in the name of a user who may make roles and schemas. */
	databaseUrl?: string | undefined;
	/** The installation's secret. */
	secret: string;
	/** The most connections a process keeps for requests. */
	poolSize: number;
	/** Whether statements may have names; see Settings. */
	preparedStatements?: boolean | undefined;
};

type Tell = (sentence: string) => void;

/** Where the migrations are; the program runs in the project's folder. */
export const MIGRATIONS = path.resolve('db/migrations');

/** Opens the database that `settings` name. `tell` hears, in sentences, what an operator should know. */
export async function openDatabase(
	settings: DatabaseSettings,
	tell: Tell = () => {}
): Promise<Database> {
	if (settings.databaseUrl) return openAt(settings.databaseUrl, settings, tell);

	const server = await startEmbeddedPostgres(path.join(settings.dataFolder, 'postgres'), { tell });
	try {
		const database = await openAt(await makeDatabase(server.url), settings, tell);
		return { ...database, close: () => database.close().finally(() => server.stop()) };
	} catch (cause) {
		await server.stop();
		throw cause;
	}
}

/** Connects with all rights to the database at `url`. */
export async function connectAdmin(url: string): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
	client.on('error', () => {}); // the query that runs, or the next one, fails and says so
	await client.connect();
	return client;
}

async function openAt(url: string, settings: DatabaseSettings, tell: Tell): Promise<Database> {
	const admin = await connectAdmin(url);
	try {
		await bootstrap(admin, settings.secret);
		const applied = await migrate(admin, await readMigrations(MIGRATIONS));
		if (applied.length > 0) tell(`Brought the database up to ${applied.at(-1)}.`);
	} finally {
		await admin.end();
	}
	const { secret, poolSize, preparedStatements } = settings;
	const pools = openPools(url, secret, poolSize, { preparedStatements });
	const pulse = feelPulse(addressFor('app', url, secret), Object.values(pools));
	return {
		pools,
		admin: () => connectAdmin(url),
		close: () => pulse.stop().then(() => closePools(pools))
	};
}

/** Makes our database on the embedded server whose maintenance database is at `url`; answers its address. */
async function makeDatabase(url: string): Promise<string> {
	const admin = await connectAdmin(url);
	try {
		await admin.query('create database samspil');
	} catch (cause) {
		const { code } = cause as { code?: string };
		const isThere = code === '42P04' || code === '23505'; // already, or by another process just now
		if (!isThere) throw cause;
	} finally {
		await admin.end();
	}
	const own = new URL(url);
	own.pathname = '/samspil';
	return own.href;
}
