/**
 * The PostgreSQL server of a test run, and its template: a database with all migrations applied, of which every
 * test file gets a copy. Server and template stay from run to run, in memory or in .cache (`test-folder.ts`).
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { bootstrap } from './bootstrap.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate, readMigrations } from './migrate.ts';
import { connectAdmin, MIGRATIONS } from './open-database.ts';
import { addressFor, openPool } from './pool.ts';
import { testFolder } from './test-folder.ts';

/** Where a test finds the server and what to copy. */
export type TestServer = { url: string; template: string };

/** The installation secret of all test databases. Roles belong to the server, so they share it. */
export const TEST_SECRET = 'a secret that protects nothing but invented data';

/** Marks the connection that each test run keeps open, so that the last run to end can tell. */
const RUN = 'samspil test run';

/** Copies of the template that belong to nobody. */
const COPY = 'test_';

/**
 * Test data may be lost in a power cut: not waiting for the disk makes tests several times faster. Most statements of a
 * test are asked a few times only, on a database that nobody has counted: a plan for the values at hand is worth less than
 * it takes to make, and so is counting. A question to all tables at once would call for helpers, whose coming takes longer
 * than the answer.
 */
const SPEED = {
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
	plan_cache_mode: 'force_generic_plan',
	autovacuum: 'off',
	max_parallel_workers_per_gather: '0'
};

/** Starts the server, or joins that of another run, and brings the template up to date. */
export async function startTestServer(): Promise<TestServer & { stop(): Promise<void> }> {
	// Not tied to us: another run that joins must not lose the server when we end.
	const server = await startEmbeddedPostgres(testFolder(), { settings: SPEED, tied: false });
	const run = new pg.Client({ connectionString: server.url, application_name: RUN });
	await run.connect();
	if (await isLastRun(run)) await dropCopies(run);
	const template = await makeTemplate(server.url, run);
	return {
		url: server.url,
		template,
		async stop() {
			const last = await isLastRun(run);
			await run.end();
			await server.stop({ leaveServer: !last });
		}
	};
}

/** Makes a copy of the template and answers its address. */
export async function copyTemplate({ url, template }: TestServer): Promise<string> {
	const name = `${COPY}${randomBytes(8).toString('hex')}`;
	const admin = await connectAdmin(url);
	try {
		await admin.query(`create database ${name} template ${template} strategy file_copy`);
	} finally {
		await admin.end();
	}
	return inDatabase(url, name);
}

/** Drops the database at `url`. */
export async function dropCopy({ url: server }: TestServer, url: string): Promise<void> {
	const admin = await connectAdmin(server);
	try {
		await admin.query(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
	} finally {
		await admin.end();
	}
}

async function makeTemplate(url: string, run: pg.Client): Promise<string> {
	const migrations = await readMigrations(MIGRATIONS);
	const template = `template_${fingerprint(migrations.map(({ hash }) => hash))}`;
	await run.query('select pg_advisory_lock(1)'); // one run at a time; ends with the connection
	const { rows } = await run.query<{ datname: string }>(
		`select datname from pg_database where datname like 'template\\_%'`
	);
	if (!rows.some(({ datname }) => datname === template)) {
		await run.query('drop database if exists unfinished with (force)');
		await run.query('create database unfinished');
		const admin = await connectAdmin(inDatabase(url, 'unfinished'));
		try {
			await bootstrap(admin, TEST_SECRET);
			await migrate(admin, migrations);
		} finally {
			await admin.end();
		}
		await makeQueue(inDatabase(url, 'unfinished'));
		await run.query(`alter database unfinished rename to ${template}`);
		if (await isLastRun(run))
			for (const { datname } of rows) await run.query(`drop database if exists ${datname}`);
	}
	await run.query('select pg_advisory_unlock(1)');
	return template;
}

/** The tables of the queue, which Samspil makes at its first start: made here, no test has to wait for them. */
async function makeQueue(url: string): Promise<void> {
	const jobs = openPool(addressFor('jobs', url, TEST_SECRET), 1);
	try {
		const boss = new PgBoss({
			db: { executeSql: (text, values) => jobs.query(text, values) },
			schema: 'jobs',
			createSchema: false,
			supervise: false,
			schedule: false
		});
		await boss.start();
		await boss.stop({ graceful: false, close: false });
	} finally {
		await jobs.end();
	}
}

/** What the template follows from: the migrations, how a database is prepared for them, and the queue. */
const fingerprint = (hashes: string[]) =>
	createHash('sha256')
		.update(hashes.join())
		.update(readFileSync(new URL('bootstrap.ts', import.meta.url)))
		.update(readFileSync('node_modules/pg-boss/package.json'))
		.digest('hex')
		.slice(0, 16);

async function isLastRun(run: pg.Client): Promise<boolean> {
	const { rows } = await run.query<{ others: number }>(
		`select count(*)::int as others from pg_stat_activity
		where application_name = $1 and pid <> pg_backend_pid()`,
		[RUN]
	);
	return rows[0]?.others === 0;
}

/** Drops what runs that were killed left behind. */
async function dropCopies(run: pg.Client): Promise<void> {
	const { rows } = await run.query<{ datname: string }>(
		`select datname from pg_database where starts_with(datname, $1)`,
		[COPY]
	);
	for (const { datname } of rows)
		await run.query(`drop database if exists ${datname} with (force)`);
}

function inDatabase(url: string, name: string): string {
	const own = new URL(url);
	own.pathname = `/${name}`;
	return own.href;
}
