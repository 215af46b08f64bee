/** A real database for one test file: migrated, empty, and nobody else's. */
import type pg from 'pg';
import { afterAll, inject } from 'vitest';
import { closePools, openPool, openPools, type Pools } from './pool.ts';
import { copyTemplate, dropCopy, TEST_SECRET, type TestServer } from './test-server.ts';

declare module 'vitest' {
	interface ProvidedContext {
		testServer: TestServer;
	}
}

/** A database for tests. */
export type TestDatabase = {
	pools: Pools;
	/** Connections with all rights, for arranging a world that no person of the story could arrange. */
	owner: pg.Pool;
	/** Its address with all rights, to start a whole Samspil on (with TEST_SECRET). */
	url: string;
	close(): Promise<void>;
};

/**
 * Makes a fresh database. Ask for it once at the top of a test file:
 * `const database = await testDatabase()`; it is dropped when the file is done.
 * `grows`: it is empty when a server begins to ask and full a minute later, before PostgreSQL has counted anything:
 * queries are planned as for the full one.
 */
export async function testDatabase({ grows = false } = {}): Promise<TestDatabase> {
	const server = inject('testServer');
	const url = await copyTemplate(server);
	const pools = openPools(url, TEST_SECRET, 4);
	const owner = openPool(url, 4);
	await owner.query(
		grows
			? `do $$ begin execute format('alter database %I set enable_seqscan = off', current_database()); end $$`
			: 'select 1'
	);
	let isOpen = true;
	const close = async () => {
		if (!isOpen) return;
		isOpen = false;
		await Promise.all([closePools(pools), owner.end()]);
		await dropCopy(server, url);
	};
	afterAll(close);
	return { pools, owner, url, close };
}
