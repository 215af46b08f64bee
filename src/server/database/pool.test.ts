import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { readAs } from '../acting.ts';
import { ask } from '../tables.ts';
import { closePools, openPools } from './pool.ts';
import { testDatabase } from './test-database.ts';
import { TEST_SECRET } from './test-server.ts';
import { newWorld } from './test-world.ts';

const database = await testDatabase();

/** The statements that a connection remembers by name after two visits through the door. */
async function rememberedWith(preparedStatements: boolean | undefined): Promise<string[]> {
	const pools = openPools(database.url, TEST_SECRET, 1, { preparedStatements });
	onTestFinished(() => closePools(pools));
	const world = await newWorld(database);
	const { token } = await world.worker('Mette', world.tenant);
	const visit = { token, today: '2026-05-04' };
	const named = ask(sql<{ name: string }>`select name from pg_prepared_statements order by name`);
	const { visitor } = await readAs(pools.app, visit, named);
	expect(visitor?.name).toBe('Mette');
	const { rows } = await readAs(pools.app, visit, named);
	return rows[0].map(({ name }) => name);
}

test('statements keep their names, so that they are planned once a connection', async () => {
	expect(await rememberedWith(undefined)).toContain('begin_visit');
});

test('with DATABASE_PREPARE=off nothing has a name, and the door opens all the same', async () => {
	expect(await rememberedWith(false)).toEqual([]);
});
