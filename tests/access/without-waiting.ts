/** Arranging a world is two hundred small writes, and most of the time went into waiting for each of them. */
import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type pg from 'pg';
import type { TestDatabase } from '../../src/server/database/test-database.ts';

let before: Promise<unknown> = Promise.resolve();

/** As below; one after another, since each holds a connection until it is done. */
export function withoutWaiting<Arranged>(
	database: TestDatabase,
	arrange: (hurried: TestDatabase) => Promise<Arranged>
): Promise<Arranged> {
	const arranged = before.then(() => onOneConnection(database, arrange));
	before = arranged.catch(() => {});
	return arranged;
}

/**
 * Runs `arrange` on a database to whose owner one writes without waiting: all goes over one connection in its order, so
 * that a question sees what was written before it. What `arrange` answers may go on using the database, waiting as usual.
 * @throws the first error of PostgreSQL
 */
async function onOneConnection<Arranged>(
	database: TestDatabase,
	arrange: (hurried: TestDatabase) => Promise<Arranged>
): Promise<Arranged> {
	const client = (await database.owner.connect()) as pg.PoolClient & Wire;
	// What the triggers ask is planned once, not for each row.
	const sent: Promise<unknown>[] = [client.query('set plan_cache_mode = force_generic_plan')];
	let isDone = false;

	const query = (text: string, values: unknown[] = []) => {
		if (isDone) return database.owner.query(text, values);
		// What is written before anything is waited for leaves together.
		const { stream } = client.connection;
		if (!stream.writableCorked) {
			stream.cork();
			setImmediate(() => stream.uncork());
		}
		const answer = client.query({ name: nameOf(text), text, values });
		if (!WRITES.test(text)) return answer;
		answer.catch(() => {}); // said below
		sent.push(answer);
		return Promise.resolve(NOTHING);
	};
	const connect = async () => (isDone ? database.owner.connect() : { query, release: () => {} });
	const owner = { query, connect } as unknown as pg.Pool;

	try {
		const arranged = await arrange({ ...database, owner });
		await Promise.all(sent);
		return arranged;
	} catch (cause) {
		const refused = (await Promise.allSettled(sent)).find(({ status }) => status === 'rejected');
		throw refused?.status === 'rejected' ? refused.reason : cause;
	} finally {
		isDone = true;
		await client.query('reset plan_cache_mode');
		client.release();
	}
}

/** A client's socket; not in its types. */
type Wire = { connection: { stream: Socket } };

/** What nobody waits for: it answers no row. */
const WRITES = /^\s*(insert|update|set|begin|commit)(?![\s\S]*\breturning\b)/i;
const NOTHING = { rows: [] };

/** PostgreSQL keeps what it has planned under a name. */
const nameOf = (text: string) => createHash('md5').update(text).digest('hex');
