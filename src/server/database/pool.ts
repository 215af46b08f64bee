/** Connections to PostgreSQL: one pool for each role that logs in. */
import pg from 'pg';
import { OneGo } from './one-go.ts';
import { LOGIN_ROLES, rolePassword, type LoginRole } from './bootstrap.ts';

/** One pool for each role: requests use `app`, sign-in `identity`, the queue `jobs`. */
export type Pools = Record<LoginRole, pg.Pool>;

/** How long a caller waits for a connection before it is told that the database is away, in milliseconds. */
const PATIENCE = 5_000;

/**
 * How long an answer is waited for, in milliseconds. PostgreSQL ends what takes 20 s (bootstrap.ts); one that has fallen
 * silent does not.
 */
const SILENCE = 25_000;

/**
 * How long a connection is kept that nobody uses, in milliseconds. A new one plans every statement anew, so after a quiet
 * moment the first page would take several times as long as the next.
 */
const KEPT = 600_000;

/** Connections that sign-in and the queue may use; both have little to do at once. */
const SMALL = 4;

/** How pools are opened. */
export type PoolOptions = {
	/** Whether statements keep their names, so that they are planned once a connection; they do unless told. */
	preparedStatements?: boolean | undefined;
	/** How long an answer is waited for, in milliseconds; as long as it takes unless told. */
	answerWithin?: number | undefined;
};

/**
 * Opens the pools on the database at `url`, whose own user and password give way to the roles'. Nothing
 * connects before the first query.
 */
export function openPools(
	url: string,
	secret: string,
	size: number,
	options: PoolOptions = {}
): Pools {
	const as = (login: LoginRole, max: number) => {
		// Nobody sits and waits for the queue, whose upkeep may take its time.
		return openPool(addressFor(login, url, secret), max, {
			...(login !== 'jobs' && { answerWithin: SILENCE }),
			...options
		});
	};
	return { app: as('app', size), identity: as('identity', SMALL), jobs: as('jobs', SMALL) };
}

/** The address of the database at `url` for a role that logs in. */
export function addressFor(login: LoginRole, url: string, secret: string): string {
	const own = new URL(url);
	own.username = LOGIN_ROLES[login].role;
	own.password = rolePassword(secret, login);
	return own.href;
}

/** Ends all connections, those in use when they are given back. */
export async function closePools(pools: Pools): Promise<void> {
	await Promise.all(Object.values(pools).map((pool) => pool.end()));
}

/** A pool of at most `max` connections on which queries may be sent without waiting for the one before. */
export function openPool(
	url: string,
	max: number,
	{ preparedStatements = true, answerWithin }: PoolOptions = {}
): pg.Pool {
	const pool = new pg.Pool({
		connectionString: url,
		pipeline: true,
		max,
		connectionTimeoutMillis: PATIENCE,
		idleTimeoutMillis: KEPT,
		...(answerWithin && { query_timeout: answerWithin }),
		types: { getTypeParser },
		...(!preparedStatements && { Client: Nameless as new () => pg.Client })
	});
	// A connection that dies while nobody uses it is an event without a listener otherwise, and ends Node. Whoever
	// uses it learns of it from the query that fails, so there is nothing more to do here.
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));
	return pool;
}

/**
 * A client that gives no statement a name. A PgBouncer that lends its connections by transaction and is older than
 * 1.21 does not know which of them has seen the name before.
 */
class Nameless extends pg.Client {
	constructor(config?: pg.ClientConfig) {
		super(config);
		const query = this.query.bind(this) as (...asked: unknown[]) => unknown;
		this.query = ((asked: unknown, ...rest: unknown[]) =>
			query(withoutName(asked), ...rest)) as typeof this.query;
	}
}

const withoutName = (asked: unknown) => {
	if (asked instanceof OneGo) return asked.withoutNames();
	return typeof asked === 'object' && asked !== null && 'name' in asked
		? { ...asked, name: undefined }
		: asked;
};

const { DATE, INT8 } = pg.types.builtins;

/** A date stays the text '2026-05-01' (a Day) and no instant in some zone; a count is a number. */
const getTypeParser = ((oid: number, format?: 'text') => {
	if (oid === DATE) return (text: string) => text;
	if (oid === INT8) return Number;
	return pg.types.getTypeParser(oid, format);
}) as typeof pg.types.getTypeParser;
